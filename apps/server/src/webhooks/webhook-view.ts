import Type from 'typebox';
import { shownUrl } from '../base/text.ts';
import { toIso, toIsoOrNull } from '../base/time.ts';
import { DELIVERY_STATUSES, type Delivery, type DeliveryWithBody } from './webhook-delivery.ts';

const TimeOrNull = (description: string) =>
  Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description });

const FIELDS = {
  id: Type.String({ description: 'The webhook-id, the same in every attempt' }),
  task: Type.String({ description: 'The uuid of the task that it tells of' }),
  project: Type.String({ description: 'The project’s id' }),
  url: Type.String({ description: 'Where it is sent, without user and query' }),
  status: Type.Enum([...DELIVERY_STATUSES]),
  attempts: Type.Integer({
    description: 'Those that were answered or failed, since it was made or redelivered',
  }),
  maxAttempts: Type.Integer(),
  dueAt: TimeOrNull(
    'When it is tried next, or again if nothing comes of the attempt under way; null = never',
  ),
  createdAt: Type.String({ format: 'date-time' }),
  attemptedAt: TimeOrNull('When the last attempt began; null = there was none'),
  responseStatus: Type.Union([Type.Integer(), Type.Null()], {
    description: 'The receiver’s answer to the last attempt; null = none came',
  }),
  error: Type.Union([Type.String(), Type.Null()], { description: 'Why the last attempt failed' }),
};

/** A delivery as the management API and the command list it. */
export const DeliveryObject = Type.Object(FIELDS, { title: 'WebhookDelivery' });

/** The same with what is sent. */
export const DeliveryWithBodyObject = Type.Object(
  { ...FIELDS, body: Type.String({ description: 'What is sent, to the byte' }) },
  { title: 'WebhookDeliveryWithBody' },
);

export function toDeliveryObject(delivery: Delivery): Type.Static<typeof DeliveryObject> {
  return {
    id: delivery.id,
    task: delivery.taskUuid,
    project: delivery.projectId,
    url: shownUrl(delivery.url),
    status: delivery.status,
    attempts: delivery.attempts,
    maxAttempts: delivery.maxAttempts,
    dueAt: toIsoOrNull(delivery.dueAt),
    createdAt: toIso(delivery.createdAt),
    attemptedAt: toIsoOrNull(delivery.attemptedAt),
    responseStatus: delivery.responseStatus,
    error: delivery.error,
  };
}

export function toDeliveryWithBodyObject(
  delivery: DeliveryWithBody,
): Type.Static<typeof DeliveryWithBodyObject> {
  return { ...toDeliveryObject(delivery), body: delivery.body };
}
