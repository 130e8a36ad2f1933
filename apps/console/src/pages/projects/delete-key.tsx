import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { ConfirmByName } from '../../components/confirm-by-name.tsx';
import { useKeyAction } from './key-queries.ts';
import type { AccessKey } from './project-types.ts';

/** Deletes a key after its access key is typed. */
export function DeleteKey({
  pair,
  opened,
  onClose,
}: {
  readonly pair: AccessKey;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('projects');
  const { accessKey } = pair;
  const remove = useKeyAction(
    () => answerOf(api.DELETE('/v1/keys/{accessKey}', { params: { path: { accessKey } } })),
    { onSuccess: onClose },
  );
  return (
    <ConfirmByName
      opened={opened}
      onClose={onClose}
      title={t('keys.delete.title')}
      name={accessKey}
      confirmLabel={t('keys.delete.confirm')}
      onConfirm={() => remove.mutate(undefined)}
      isPending={remove.isPending}
      error={remove.error}
    >
      {t('keys.delete.explanation')}
    </ConfirmByName>
  );
}
