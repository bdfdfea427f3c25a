import type { PolicyUse } from '../policy.js';
import { brusselsDay } from '../time.js';
import type { Day, Instant } from '../time.js';

/** No source says which day counts as that of sending: taken is the Brussels day on which the form was received. */
export const SENDING_DATE: PolicyUse = { name: 'sendingDate', version: 1, value: 'dayReceived' };

/** The legal sending date of a form: it decides what is lost by lateness, and which run takes an item. */
export const legalSendingDate = (receivedAt: Instant): Day => brusselsDay(receivedAt);
