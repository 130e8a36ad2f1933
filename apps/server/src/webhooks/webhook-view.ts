import Type from 'typebox';
import { shownUrl } from '../base/text.ts';
import { toIso, toIsoOrNull } from '../base/time.ts';
import { orNull, Time } from '../http/fields.ts';
import { DELIVERY_STATUSES, type Delivery, type DeliveryWithBody } from './webhook-delivery.ts';

export const SecretObject = Type.Object({
  secret: Type.String({ description: 'Receivers check signatures with it: whsec_ and base64' }),
});

const FIELDS = {
  id: Type.String({ description: 'The webhook-id header, the same in every attempt' }),
  task: Type.String({ description: 'The uuid of the task that ended' }),
  project: Type.String({ description: 'The project’s id' }),
  url: Type.String({ description: 'The receiver, without user and query' }),
  status: Type.Enum([...DELIVERY_STATUSES]),
  attempts: Type.Integer({
    description: 'Finished attempts since the delivery was created or redelivered',
  }),
  maxAttempts: Type.Integer(),
  dueAt: TimeOrNull('When the next attempt is due; null = never'),
  createdAt: Type.String({ format: 'date-time' }),
  attemptedAt: TimeOrNull('When the last attempt began; null = none yet'),
  responseStatus: Type.Union([Type.Integer(), Type.Null()], {
    description: 'The receiver’s HTTP status in the last attempt; null = no response',
  }),
  error: Type.Union([Type.String(), Type.Null()], { description: 'Why the last attempt failed' }),
};

/** A delivery, as the management API and the command list it. */
export const DeliveryObject = Type.Object(FIELDS, { title: 'WebhookDelivery' });

export const DeliveryWithBodyObject = Type.Object(
  { ...FIELDS, body: Type.String({ description: 'The exact body that is sent' }) },
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
