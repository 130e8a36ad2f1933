import type { paths } from '../../api/schema.d.ts';

type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;
type Listed<Path extends '/v1/projects' | '/v1/keys' | '/v1/audit'> = Json<
  paths[Path]['get']['responses'][200]
>;

export type Project = Listed<'/v1/projects'>['projects'][number];
export type AccessKey = Listed<'/v1/keys'>['keys'][number];
export type AuditEntry = Listed<'/v1/audit'>['entries'][number];
export type Policy = NonNullable<Project['policy']>;
export type Quotas = { readonly [Group in QuotaGroup]: Required<NonNullable<Policy[Group]>> };
export type QuotaGroup = 'requests' | 'rooms' | 'conversions';
export type QuotaName = { [Group in QuotaGroup]: keyof Quotas[Group] }[QuotaGroup];
