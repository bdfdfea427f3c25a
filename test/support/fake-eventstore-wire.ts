import shared from '@eventstore/db-client/generated/shared_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import type { AppendResult, Expectation, ProposedEvent, StoredEvent } from './fake-eventstore-store.js';

/** Messages of the protocol, made and read with the stubs that the npm package ships. */

interface Proposed {
  getId(): shared.UUID | undefined;
  getMetadataMap(): { get(key: string): string | undefined };
  getData_asU8(): Uint8Array;
  getCustomMetadata_asU8(): Uint8Array;
}

export const proposedFrom = (message: Proposed): ProposedEvent => ({
  id: message.getId()?.getString().toLowerCase() ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: Buffer.from(message.getData_asU8()),
  meta: Buffer.from(message.getCustomMetadata_asU8()),
});

export const streamNameFrom = (identifier: shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export function expectationFrom(options: {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
  revision(): string;
}): Expectation {
  if (options.hasNoStream()) return 'noStream';
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'exists';
  return Number(options.revision());
}

export function eventMessage(event: StoredEvent): streams.ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(new shared.UUID().setString(event.id));
  recorded.setStreamIdentifier(identifierOf(event.stream));
  recorded.setStreamRevision(String(event.revision));
  recorded.setCommitPosition(String(event.position));
  recorded.setPreparePosition(String(event.position));
  recorded.getMetadataMap().set('type', event.type);
  recorded.getMetadataMap().set('content-type', event.contentType);
  recorded.getMetadataMap().set('created', String(event.created));
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.meta);
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(String(event.position));
  return new streams.ReadResp().setEvent(read);
}

export const notFoundMessage = (stream: string): streams.ReadResp =>
  new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream)),
  );

export const confirmationMessage = (): streams.ReadResp =>
  new streams.ReadResp().setConfirmation(
    new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(crypto.randomUUID()),
  );

export const caughtUpMessage = (): streams.ReadResp =>
  new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());

export const checkpointMessage = (position: number): streams.ReadResp =>
  new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint()
      .setCommitPosition(String(position))
      .setPreparePosition(String(position)),
  );

/** The unary answer to an append; undefined when it ends with an error status. */
export function appendMessage(result: AppendResult, expected: Expectation): streams.AppendResp | undefined {
  if (result.kind === 'conflict') {
    const conflict = new streams.AppendResp.WrongExpectedVersion();
    if (result.current === undefined) conflict.setCurrentNoStream(new shared.Empty());
    else conflict.setCurrentRevision(String(result.current));
    if (typeof expected === 'number') conflict.setExpectedRevision(String(expected));
    else if (expected === 'noStream') conflict.setExpectedNoStream(new shared.Empty());
    else conflict.setExpectedStreamExists(new shared.Empty());
    return new streams.AppendResp().setWrongExpectedVersion(conflict);
  }
  if (result.kind !== 'written' && result.kind !== 'repeated') return undefined;
  const position = new streams.AppendResp.Position();
  position.setCommitPosition(String(result.position)).setPreparePosition(String(result.position));
  const success = new streams.AppendResp.Success();
  success.setCurrentRevision(String(result.lastRevision)).setPosition(position);
  return new streams.AppendResp().setSuccess(success);
}

export function batchMessage(
  result: AppendResult,
  expected: Expectation,
  stream: string,
): streams.BatchAppendResp {
  const answer = new streams.BatchAppendResp().setStreamIdentifier(identifierOf(stream));
  if (result.kind === 'deleted') {
    const details = new shared.StreamDeleted().setStreamIdentifier(identifierOf(stream));
    return answer.setError(errorDetails('StreamDeleted', details.serializeBinary()));
  }
  if (result.kind === 'tooLarge') {
    const details = new shared.MaximumAppendSizeExceeded().setMaxappendsize(result.limit);
    return answer.setError(errorDetails('MaximumAppendSizeExceeded', details.serializeBinary()));
  }
  if (result.kind === 'conflict') {
    const conflict = new shared.WrongExpectedVersion();
    if (result.current === undefined) conflict.setCurrentNoStream(new emptyPb.Empty());
    else conflict.setCurrentStreamRevision(String(result.current));
    if (typeof expected === 'number') conflict.setExpectedStreamPosition(String(expected));
    else if (expected === 'noStream') conflict.setExpectedNoStream(new emptyPb.Empty());
    else conflict.setExpectedStreamExists(new emptyPb.Empty());
    return answer.setError(errorDetails('WrongExpectedVersion', conflict.serializeBinary()));
  }
  const success = new streams.BatchAppendResp.Success().setCurrentRevision(String(result.lastRevision));
  const position = new shared.AllStreamPosition();
  position.setCommitPosition(String(result.position)).setPreparePosition(String(result.position));
  return answer.setSuccess(success.setPosition(position));
}

export const batchErrorMessage = (
  type: 'Timeout' | 'Unknown' | 'AccessDenied',
  stream: string,
): streams.BatchAppendResp =>
  new streams.BatchAppendResp()
    .setStreamIdentifier(identifierOf(stream))
    .setError(errorDetails(type, new Uint8Array()));

function errorDetails(type: string, bytes: Uint8Array): status.Status {
  const details = new anyPb.Any();
  details.pack(bytes, `event_store.client.${type}`);
  return new status.Status().setMessage(type).setDetails(details);
}

const identifierOf = (stream: string): shared.StreamIdentifier =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'));
