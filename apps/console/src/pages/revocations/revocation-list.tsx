import { Box, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CopyableCode } from '../../components/copy-button.tsx';
import { useCursorPages } from '../../components/cursor-pages.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Dialog, DialogForm, useDialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { NoEntries } from '../../components/no-entries.tsx';
import { Pager } from '../../components/pager.tsx';
import { ListSkeleton } from '../../components/skeletons.tsx';
import { TimeText } from '../../components/time-text.tsx';
import {
  type Revocation,
  type RevocationFilter,
  revocationsQuery,
  useTakeBack,
} from './revocation-queries.ts';
import { RevokedSubject, RevokedTokens } from './revocation-text.tsx';

/** The revocations, newest first, each with a way back. */
export function RevocationList({
  filter,
  isNarrowed,
  onRevoke,
  onShowAll,
}: {
  readonly filter: RevocationFilter;
  readonly isNarrowed: boolean;
  readonly onRevoke: () => void;
  readonly onShowAll: () => void;
}) {
  const { t } = useTranslation('revocations');
  const pages = useCursorPages();
  const { data, isPending, isPlaceholderData, error, refetch } = useQuery(
    revocationsQuery(filter, pages.after),
  );
  const dialog = useDialog<Revocation>();
  if (isPending) return <ListSkeleton />;
  if (data === undefined) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data.revocations.length === 0 && pages.number === 1)
    return (
      <NoEntries
        isNarrowed={isNarrowed}
        empty={{ title: t('empty.title'), advice: t('empty.advice'), action: t('revoke.open') }}
        noMatch={{ title: t('noMatch.title'), advice: t('noMatch.advice'), action: t('filters.clear') }}
        onCreate={onRevoke}
        onShowAll={onShowAll}
      />
    );
  return (
    <Box aria-busy={isPlaceholderData} opacity={isPlaceholderData ? 0.6 : 1}>
      <DataTable
        label={t('title')}
        rows={data.revocations}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'subject',
            header: t('columns.subject'),
            cell: (each) => <RevokedSubject revocation={each} />,
          },
          { key: 'tokens', header: t('columns.tokens'), cell: (each) => <RevokedTokens revocation={each} /> },
          { key: 'reason', header: t('columns.reason'), isLong: true, cell: ({ reason }) => reason },
          {
            key: 'created',
            header: t('columns.created'),
            cell: ({ createdAt }) => <TimeText at={createdAt} />,
          },
          {
            key: 'id',
            header: t('columns.id'),
            isLong: true,
            cell: ({ id }) => <CopyableCode value={id} name={t('columns.id')} />,
          },
        ]}
        actions={(revocation) => (
          <Button variant="default" size="xs" onClick={() => dialog.open(revocation)}>
            {t('takeBack.open')}
          </Button>
        )}
      />
      <Pager pages={pages} next={data.next} isWaiting={isPlaceholderData} />
      <Dialog opened={dialog.opened} onClose={dialog.close} title={t('takeBack.question')}>
        {dialog.subject && <TakeBackForm id={dialog.subject.id} onClose={dialog.close} />}
      </Dialog>
    </Box>
  );
}

function TakeBackForm({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation('revocations');
  const takeBack = useTakeBack(onClose);
  return (
    <DialogForm
      submitLabel={t('takeBack.submit')}
      onSubmit={() => takeBack.mutate(id)}
      onCancel={onClose}
      isPending={takeBack.isPending}
      error={takeBack.error}
      color="red"
    >
      <Text size="sm">{t('takeBack.warning')}</Text>
    </DialogForm>
  );
}
