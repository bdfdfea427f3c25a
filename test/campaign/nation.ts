import { runProgram } from './program.js';

/**
 * The national month on the embedded log: 200,000 open files fall due, 20,000 new forms come in, 565 statements are issued,
 * durable and with the read models caught up; the time of each phase, and the most memory that the process held. The seed
 * is fixed (2025). `npm run campaign:nation -- --files 20000` plays a smaller one.
 */
process.exitCode = await runProgram('src/cli.js', ['bench', '--month', ...process.argv.slice(2)]);
