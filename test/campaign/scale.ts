import { runProgram } from './program.js';

/**
 * The speed table at 3 million events, then what the adapter of EventStoreDB reaches beside the client alone against the
 * fake server. Takes tens of minutes and some twenty gigabytes of disk: `npm run campaign:scale -- --folder FOLDER`. The
 * seed is fixed (2025).
 */
const bench = await runProgram('src/cli.js', ['bench', '--events', '3000000', ...process.argv.slice(2)]);
const server = await runProgram('test/campaign/eventstore-speed.js', []);
process.exitCode = Math.max(bench, server);
