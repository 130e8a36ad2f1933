import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useAddressFilter } from '../../components/address-filter.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { RevocationFilters } from './revocation-filters.tsx';
import { RevocationList } from './revocation-list.tsx';
import { EVERY_REVOCATION, SCOPES } from './revocation-queries.ts';
import { Revoke } from './revoke.tsx';

/** `/revocations`; `?scope=`, `?project=ID` and `?of=` (an access key or a room) filter. */
export default function RevocationsPage() {
  const { t } = useTranslation('revocations');
  const { filter, change, clear, isNarrowed } = useAddressFilter(EVERY_REVOCATION);
  const [isRevoking, { open, close }] = useDisclosure();
  const scope = SCOPES.find((name) => name === filter.scope);
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<Button onClick={open}>{t('revoke.open')}</Button>}
      />
      <RevocationFilters filter={filter} onChange={change} />
      <RevocationList filter={filter} isNarrowed={isNarrowed} onRevoke={open} onShowAll={clear} />
      <Revoke
        opened={isRevoking}
        onClose={close}
        scope={scope ?? (filter.of === '' ? 'token' : 'key')}
        subject={scope === 'project' ? filter.project : filter.of}
      />
    </>
  );
}
