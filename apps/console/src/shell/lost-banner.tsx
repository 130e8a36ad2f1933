import { Alert, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { connection } from '../api/connection.ts';
import { useStore } from '../state/store.ts';

/** Shown while the server does not respond. */
export function LostBanner() {
  const { t } = useTranslation('shell');
  const isLost = useStore(connection) === 'lost';
  return (
    <div aria-live="polite">
      {isLost && (
        <Alert
          color="orange"
          mb="md"
          title={t('lost.title')}
          icon={<Loader size={18} color="orange" aria-hidden />}
        >
          {t('lost.advice')}
        </Alert>
      )}
    </div>
  );
}
