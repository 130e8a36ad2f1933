import { TOKEN_KINDS } from '@boardgate/token/kind';
import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageInUse } from '../../i18n/i18n.ts';
import type { Inspection } from './inspection.ts';

/** Whether kind and role of the token permit the operation that was asked about; nothing if none was. */
export function Permits({ inspection: { permission } }: { readonly inspection: Inspection }) {
  const { t } = useTranslation(['inspector', 'common']);
  if (permission === null) return null;
  const { operation, permitted, needs } = permission;
  const names = TOKEN_KINDS.flatMap((kind) => {
    const role = needs[kind];
    if (role === undefined) return [];
    return [t('permission.need', { kind: t(`fields.kinds.${kind}`), role: t(`common:roles.${role}`) })];
  });
  const list = new Intl.ListFormat(languageInUse().htmlLang, { type: 'disjunction' }).format(names);
  return (
    <Alert
      color={permitted ? 'green' : 'red'}
      title={t(permitted ? 'permission.yes' : 'permission.no', { operation: t(`operations.${operation}`) })}
      role="status"
    >
      {t('permission.needs', { list })}
    </Alert>
  );
}
