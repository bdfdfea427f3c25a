import { parentPort, workerData } from 'node:worker_threads';
import { catalog } from './domain/catalog.js';
import { codecOf } from './engine/codec.js';
import { serveReadModels } from './engine/read-models-served.js';
import type { ThreadStart } from './engine/read-models-thread.js';
import { LocalLogFile } from './log/local-log-file.js';
import { READ_MODELS } from './read-models.js';

// The program of the thread that feeds the read models of a node.
if (parentPort === null) throw new Error('this program runs as a thread of a node');
const { log, folder } = workerData as ThreadStart;
const local = LocalLogFile.open({ path: log, writable: false });
const codec = codecOf(catalog);
serveReadModels(parentPort, { codec, projections: READ_MODELS, folder, batchSize: 1_000 }, local);
