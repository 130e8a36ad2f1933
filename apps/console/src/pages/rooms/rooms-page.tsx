import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useAddressFilter } from '../../components/address-filter.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { useShown } from '../../components/shown.ts';
import { CreateRoom } from './create-room.tsx';
import { RoomDrawer } from './room-drawer.tsx';
import { RoomFilters } from './room-filters.tsx';
import { RoomList } from './room-list.tsx';
import { EVERY_ROOM } from './room-queries.ts';

/** `/rooms`; `?project=ID`, `?search=` and `?banned=` filter, `?room=UUID` opens one. */
export default function RoomsPage() {
  const { t } = useTranslation('rooms');
  const { filter, change, clear, isNarrowed } = useAddressFilter(EVERY_ROOM);
  const [isCreating, { open, close }] = useDisclosure();
  const [shown, show] = useShown('room');
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<Button onClick={open}>{t('create.open')}</Button>}
      />
      <RoomFilters filter={filter} onChange={change} />
      <RoomList filter={filter} isNarrowed={isNarrowed} onShow={show} onCreate={open} onShowAll={clear} />
      <CreateRoom
        opened={isCreating}
        onClose={close}
        project={filter.project || null}
        onCreated={({ uuid }) => show(uuid)}
      />
      <RoomDrawer uuid={shown} onClose={() => show(null)} />
    </>
  );
}
