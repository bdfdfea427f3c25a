import { run } from './probe.js';
console.log(process.argv.slice(2), JSON.stringify(await run()));
process.on('SIGTERM', () => { console.log('got term'); process.exit(7); });
process.on('SIGINT', () => { console.log('got int'); process.exit(8); });
if (process.argv[2] === 'wait') setTimeout(() => {}, 60000);
else { for await (const c of process.stdin) console.log('in', String(c)); process.exitCode = 3; }
