import { Command } from 'commander';
import { registerApprove } from './approve.js';
import { registerBalances } from './balances.js';
import { registerBench } from './bench.js';
import { registerCpas } from './cpas.js';
import { registerDemo } from './demo.js';
import type { Door } from './door.js';
import { EXIT } from './exit-codes.js';
import { registerExplain } from './explain.js';
import { registerGenerate } from './generate.js';
import { registerFindings } from './findings.js';
import { registerLog } from './log.js';
import { registerAssess } from './assess.js';
import { registerMonthRun } from './month-run.js';
import { registerOfficials } from './officials.js';
import { registerProposals } from './proposals.js';
import { registerRedetermination } from './redetermination.js';
import { registerRebuild } from './rebuild.js';
import { registerRulebook } from './rulebook.js';
import { registerServe } from './serve.js';
import { registerShares } from './shares.js';
import { registerStatements } from './statements.js';
import { registerSubmit } from './submit.js';
import { registerTrail } from './trail.js';

/** The command line: everything an officer, an auditor or an operator can type. */
export function flowsProgram(door: Door, version: string): Command {
  const program = new Command('flows')
    .description('The event-sourced engine for the money between SPP IS and the CPAS')
    .version(version)
    .option('--json', 'answer in JSON')
    .option('--csv', 'answer in CSV')
    .option('--as <official>', 'id of the official who acts')
    .option('--key <key>', 'key of what is asked: the same again is answered from memory')
    .option('--data <folder>', 'data folder; FLOWS_DATA or flows-data where not given')
    .option('--at <moment>', 'moment of acting, in a log whose clock is simulated')
    .showHelpAfterError()
    .exitOverride((error) => {
      process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.malformed;
      throw error;
    });
  const register = [
    registerDemo,
    registerLog,
    registerOfficials,
    registerApprove,
    registerProposals,
    registerCpas,
    registerRulebook,
    registerShares,
    registerGenerate,
    registerSubmit,
    registerAssess,
    registerMonthRun,
    registerRedetermination,
    registerStatements,
    registerExplain,
    registerFindings,
    registerBalances,
    registerTrail,
    registerRebuild,
    registerServe,
    registerBench,
  ];
  for (const one of register) one(program, door);
  return program;
}
