import { useTranslation } from 'react-i18next';
import { languageInUse } from '../i18n/i18n.ts';
import { useNow } from './now.ts';
import { formatExact, formatRelative } from './time.ts';

/**
 * A relative time, such as `2 hours ago`, with the exact time on hover, or beside it with `exact`.
 *
 * @example
 * <TimeText at={key.lastUsedAt} /> // `never` where it is null
 * <TimeText at={token.expiresAt} exact />
 */
export function TimeText({ at, exact = false }: { readonly at: string | null; readonly exact?: boolean }) {
  const { t } = useTranslation();
  const now = useNow();
  if (at === null) return <>{t('never')}</>;
  const { htmlLang } = languageInUse();
  const date = new Date(at);
  const relative = formatRelative(date.getTime() - now, htmlLang);
  const full = formatExact(date, htmlLang);
  return (
    <time dateTime={at} title={full} style={exact ? undefined : { whiteSpace: 'nowrap' }}>
      {exact ? `${full} (${relative})` : relative}
    </time>
  );
}
