import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type shared from '@eventstore/db-client/generated/shared_pb.js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import grpc from '@grpc/grpc-js';
import { serveAppend, serveBatchAppend, serveDelete, serveTombstone } from './fake-eventstore-append.js';
import type { BatchCall, DeleteCall, TombstoneCall, UnaryCall } from './fake-eventstore-append.js';
import { Faults, serviceError, statusOf } from './fake-eventstore-faults.js';
import type { FakeNode, ReadCall } from './fake-eventstore-read.js';
import { serveRead } from './fake-eventstore-read.js';
import { FakeStore } from './fake-eventstore-store.js';

/** A node that speaks the protocol of EventStoreDB 24.10 on 127.0.0.1, and breaks as it is told. */
export interface FakeEventStore {
  readonly url: string;
  readonly port: number;
  readonly faults: Faults;
  /** What the server keeps: tests write foreign events, deletions and retention here. */
  readonly store: FakeStore;
  /** Reads and subscriptions that are still open. */
  openReads(): number;
  /** Events handed to the transport so far, by all reads and subscriptions. */
  sentEvents(): number;
  /** Appends that reached the node so far, whatever became of them. */
  receivedAppends(): number;
  /** Ends every open call with CANCELLED, as a stopping node of 24.4 and later does, then stops. */
  shutDown(): Promise<void>;
  /** Cuts every connection and stops; the file keeps what was acknowledged. */
  stop(): Promise<void>;
}

export interface FakeEventStoreOptions {
  /** JSON-lines file from which the node starts and to which it writes; in memory alone when there is none. */
  readonly file?: string;
  /** A free port unless told. */
  readonly port?: number;
  /** Whether the node knows batch appends; without them the client falls back to one call per append. */
  readonly batchAppend?: boolean;
}

export async function startFakeEventStore(options: FakeEventStoreOptions = {}): Promise<FakeEventStore> {
  const node: FakeNode = {
    store: new FakeStore(options.file),
    faults: new Faults(),
    openReads: new Set<ReadCall>(),
    sent: { events: 0 },
    received: { appends: 0 },
  };
  const openBatches = new Set<BatchCall>();
  const server = new grpc.Server({ 'grpc.max_receive_message_length': 32 * 1024 * 1024 });
  let port = options.port ?? 0;
  server.addService(streamsGrpc.StreamsService, {
    read: (call: ReadCall) => void serveRead(node, call),
    append: (call: UnaryCall, answer: grpc.sendUnaryData<streams.AppendResp>) =>
      serveAppend(node, call, answer),
    batchAppend: (call: BatchCall) => {
      openBatches.add(call);
      call.on('close', () => openBatches.delete(call));
      serveBatchAppend(node, call);
    },
    delete: (call: DeleteCall, answer: grpc.sendUnaryData<streams.DeleteResp>) =>
      serveDelete(node, call, answer),
    tombstone: (call: TombstoneCall, answer: grpc.sendUnaryData<streams.TombstoneResp>) =>
      serveTombstone(node, call, answer),
  });
  server.addService(featuresGrpc.ServerFeaturesService, {
    getSupportedMethods: (
      _call: grpc.ServerUnaryCall<shared.Empty, features.SupportedMethods>,
      answer: grpc.sendUnaryData<features.SupportedMethods>,
    ) => serveFeatures(node, options.batchAppend ?? true, answer),
  });
  server.addService(gossipGrpc.GossipService, {
    read: (
      _call: grpc.ServerUnaryCall<shared.Empty, gossip.ClusterInfo>,
      answer: grpc.sendUnaryData<gossip.ClusterInfo>,
    ) => serveGossip(node, port, answer),
  });
  port = await listen(server, port);
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (isStopped) return;
    isStopped = true;
    server.forceShutdown();
    await new Promise((resolve) => setImmediate(resolve));
    node.store.close();
  };
  return {
    url: `esdb://127.0.0.1:${port}?tls=false`,
    port,
    faults: node.faults,
    store: node.store,
    openReads: () => node.openReads.size,
    sentEvents: () => node.sent.events,
    receivedAppends: () => node.received.appends,
    shutDown: async () => {
      for (const call of [...node.openReads, ...openBatches]) {
        call.emit('error', serviceError(grpc.status.CANCELLED, 'the node stops'));
      }
      await new Promise((resolve) => setImmediate(resolve));
      await stop();
    },
    stop,
  };
}

function serveFeatures(
  node: FakeNode,
  batchAppend: boolean,
  answer: grpc.sendUnaryData<features.SupportedMethods>,
): void {
  const fault = node.faults.take('features');
  if (fault?.does === 'fail' || fault?.does === 'notLeader') return answer(statusOf(fault));
  const names = ['read', 'append', 'delete', 'tombstone', ...(batchAppend ? ['batchappend'] : [])];
  const listed = fault?.does === 'shuffle' ? [...names.toReversed(), ...names] : names;
  const message = new features.SupportedMethods()
    .setEventStoreServerVersion('24.10.0')
    .setMethodsList(
      listed.map((name) =>
        new features.SupportedMethod()
          .setServiceName('event_store.client.streams.Streams')
          .setMethodName(name),
      ),
    );
  if (fault?.does === 'hold') node.faults.hold(() => answer(null, message));
  else answer(null, message);
}

function serveGossip(node: FakeNode, port: number, answer: grpc.sendUnaryData<gossip.ClusterInfo>): void {
  const fault = node.faults.take('gossip');
  if (fault?.does === 'fail') return answer(statusOf(fault));
  const endPoint = new gossip.EndPoint().setAddress('127.0.0.1').setPort(port);
  const member = new gossip.MemberInfo()
    .setState(gossip.MemberInfo.VNodeState.LEADER)
    .setIsAlive(true)
    .setTimeStamp('0')
    .setHttpEndPoint(endPoint);
  answer(null, new gossip.ClusterInfo().setMembersList([member]));
}

async function listen(server: grpc.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
}
