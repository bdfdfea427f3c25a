import streams from '@eventstore/db-client/generated/streams_pb.js';
import grpc from '@grpc/grpc-js';
import type { Fault } from './fake-eventstore-faults.js';
import { serviceError, statusOf } from './fake-eventstore-faults.js';
import type { FakeNode } from './fake-eventstore-read.js';
import type { AppendResult, Expectation, ProposedEvent } from './fake-eventstore-store.js';
import {
  appendMessage,
  batchErrorMessage,
  batchMessage,
  expectationFrom,
  proposedFrom,
  streamNameFrom,
} from './fake-eventstore-wire.js';

interface Append {
  readonly stream: string;
  readonly expected: Expectation;
  readonly events: ProposedEvent[];
  /** Milliseconds since 1970 after which the server gives up. */
  readonly deadline: number;
}

export type UnaryCall = grpc.ServerReadableStream<streams.AppendReq, streams.AppendResp>;
export type DeleteCall = grpc.ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>;
export type TombstoneCall = grpc.ServerUnaryCall<streams.TombstoneReq, streams.TombstoneResp>;
export type BatchCall = grpc.ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

/** Unary append: options first, then one message per event, one answer. */
export function serveAppend(
  node: FakeNode,
  call: UnaryCall,
  answer: grpc.sendUnaryData<streams.AppendResp>,
): void {
  let append: Append | undefined;
  call.on('data', (request: streams.AppendReq) => {
    const options = request.getOptions();
    const message = request.getProposedMessage();
    if (options !== undefined) {
      append = {
        stream: streamNameFrom(options.getStreamIdentifier()),
        expected: expectationFrom(Object.assign(options, { revision: (): string => options.getRevision() })),
        events: [],
        deadline: Infinity,
      };
    }
    if (message !== undefined) append?.events.push(proposedFrom(message));
  });
  call.on('end', () => {
    if (append !== undefined) settleUnary(node, append, answer);
  });
}

function settleUnary(node: FakeNode, append: Append, answer: grpc.sendUnaryData<streams.AppendResp>): void {
  const { stream, expected } = append;
  node.received.appends += 1;
  settle(node, append, node.faults.take('append', stream), {
    fail: (error) => answer(error),
    result: (result) => {
      const message = appendMessage(result, expected);
      if (message !== undefined) answer(null, message);
      else answer(refusal(result, stream));
    },
  });
}

function refusal(result: AppendResult, stream: string): grpc.ServiceError {
  if (result.kind === 'tooLarge') {
    return serviceError(grpc.status.INVALID_ARGUMENT, 'append too large', {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(result.limit),
    });
  }
  return serviceError(grpc.status.FAILED_PRECONDITION, 'deleted', {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
}

/** Batch append: many appends over one long call, each answered under its correlation id. */
export function serveBatchAppend(node: FakeNode, call: BatchCall): void {
  const unfinished = new Map<string, Append>();
  call.on('data', (request: streams.BatchAppendReq) => {
    const correlation = request.getCorrelationId()?.getString() ?? '';
    const options = request.getOptions();
    if (options !== undefined) unfinished.set(correlation, batchStart(options));
    const append = unfinished.get(correlation);
    if (append === undefined) return;
    append.events.push(...request.getProposedMessagesList().map(proposedFrom));
    if (!request.getIsFinal()) return;
    unfinished.delete(correlation);
    settleBatch(node, call, append, request);
  });
  call.on('end', () => call.end());
  call.on('error', () => undefined);
}

function batchStart(options: streams.BatchAppendReq.Options): Append {
  const expectation = Object.assign(options, { revision: (): string => options.getStreamPosition() });
  return {
    stream: streamNameFrom(options.getStreamIdentifier()),
    expected: expectationFrom(expectation),
    events: [],
    deadline: options.getDeadline()?.toDate().getTime() ?? Infinity,
  };
}

function settleBatch(node: FakeNode, call: BatchCall, append: Append, request: streams.BatchAppendReq): void {
  const { stream, expected } = append;
  node.received.appends += 1;
  const write = (message: streams.BatchAppendResp): void => {
    if (!call.cancelled) call.write(message.setCorrelationId(request.getCorrelationId()));
  };
  const fault = node.faults.take('batchAppend', stream);
  // The server measures the deadline, which the client gives as a time of day, by its own clock.
  if (append.deadline <= Date.now() + node.store.clockAheadMs) {
    write(batchErrorMessage('Timeout', stream));
    return;
  }
  if (fault?.does === 'answerError') {
    if (fault.landed === true) node.store.append(stream, expected, append.events);
    write(batchErrorMessage(fault.type, stream));
    return;
  }
  if (fault?.does === 'end') {
    call.end();
    return;
  }
  settle(node, append, fault, {
    fail: (error) => call.emit('error', error),
    result: (result) => write(batchMessage(result, expected, stream)),
  });
}

/** Writes the append and answers, or lets its fault strike before, after or instead. */
function settle(
  node: FakeNode,
  append: Append,
  fault: Fault | undefined,
  answer: { fail(error: grpc.ServiceError): void; result(result: AppendResult): void },
): void {
  const write = (): AppendResult => node.store.append(append.stream, append.expected, append.events);
  switch (fault?.does) {
    case 'notLeader':
      return answer.fail(statusOf(fault));
    case 'fail':
      if (fault.landed === true) write();
      return answer.fail(statusOf(fault));
    case 'hold': {
      const landed = fault.landed === true ? write() : undefined;
      return node.faults.hold(() => answer.result(landed ?? write()));
    }
    default:
      return answer.result(write());
  }
}

export function serveDelete(
  node: FakeNode,
  call: DeleteCall,
  answer: grpc.sendUnaryData<streams.DeleteResp>,
): void {
  node.store.delete(streamNameFrom(call.request.getOptions()?.getStreamIdentifier()));
  answer(null, new streams.DeleteResp());
}

export function serveTombstone(
  node: FakeNode,
  call: TombstoneCall,
  answer: grpc.sendUnaryData<streams.TombstoneResp>,
): void {
  node.store.tombstone(streamNameFrom(call.request.getOptions()?.getStreamIdentifier()));
  answer(null, new streams.TombstoneResp());
}
