import Type from 'typebox';
import { shownUrl } from '../base/text.ts';
import { toIso, toIsoOrNull } from '../base/time.ts';
import { orNull, Time } from '../http/fields.ts';
import { DELIVERY_STATUSES, type Delivery, type DeliveryWithBody } from './webhook-delivery.ts';

export const SecretObject = Type.Object({
  secret: Type.String({ description: 'Receivers check signatures with it: whsec_ and base64' }),
});

const FIELDS = {
  id: Type.String({ description: 'The webhook-id, the same in every attempt' }),
  task: Type.String({ description: 'The uuid of the conversion task' }),
  project: Type.String({ description: 'The project’s id' }),
  url: Type.String({ description: 'The receiver, without user and query' }),
  status: Type.Enum(DELIVERY_STATUSES),
  attempts: Type.Integer({ description: 'Completed attempts since it was created or redelivered' }),
  maxAttempts: Type.Integer(),
  dueAt: orNull(Time, 'When the next attempt is due; null = never'),
  createdAt: Time,
  attemptedAt: orNull(Time, 'When the last attempt began; null = there was none'),
  responseStatus: orNull(Type.Integer(), 'The receiver’s answer to the last attempt; null = none came'),
  error: orNull(Type.String(), 'Why the last attempt failed'),
};

export const DeliveryObject = Type.Object(FIELDS, { title: 'WebhookDelivery' });

export const DeliveryWithBodyObject = Type.Object(
  { ...FIELDS, body: Type.String({ description: 'Exactly what is sent' }) },
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
