import { eventLogContract } from './event-log.contract.js';
import { openSqlite } from './sqlite-logs.js';

eventLogContract('SQLite', openSqlite);
