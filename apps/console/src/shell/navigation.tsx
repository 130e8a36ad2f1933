import { AppShell, NavLink } from '@mantine/core';
import {
  IconBook2,
  IconDoor,
  IconFileTypePdf,
  IconFolders,
  IconHistory,
  IconLayoutDashboard,
  IconSettings,
  IconTicket,
  IconTicketOff,
  IconZoomCheck,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { PAGES, type PageName } from '../routes.ts';

const ICONS = {
  overview: IconLayoutDashboard,
  projects: IconFolders,
  tokens: IconTicket,
  inspector: IconZoomCheck,
  revocations: IconTicketOff,
  rooms: IconDoor,
  conversions: IconFileTypePdf,
  audit: IconHistory,
  settings: IconSettings,
} satisfies Record<PageName, unknown>;

export function Navigation() {
  const { t } = useTranslation('shell');
  const [location] = useLocation();
  return (
    <AppShell.Section component="nav" aria-label={t('navigation')} grow>
      {PAGES.map(({ name, path }) => {
        const Icon = ICONS[name];
        const isHere = path === '/' ? location === path : location.startsWith(path);
        return (
          <NavLink
            key={name}
            component={Link}
            href={path}
            label={t(`pages.${name}`)}
            leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
            active={isHere}
            {...(isHere && { 'aria-current': 'page' as const })}
          />
        );
      })}
      <NavLink
        href="/docs"
        target="_blank"
        rel="noreferrer"
        label={t('apiDocumentation')}
        leftSection={<IconBook2 size={18} stroke={1.6} aria-hidden />}
      />
    </AppShell.Section>
  );
}
