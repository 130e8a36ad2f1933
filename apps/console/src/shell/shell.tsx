import { AppShell, Burger, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useIsNarrow } from '../components/narrow.ts';
import { Controls } from './controls.tsx';
import { LostBanner } from './lost-banner.tsx';
import { Navigation } from './navigation.tsx';
import { SignOutButton } from './sign-out-button.tsx';

/** What is around every page: header, navigation (behind a burger where there is little room), the banner, the page itself. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('shell');
  const [isOpen, { toggle, close }] = useDisclosure();
  const isNarrow = useIsNarrow();
  const main = useFocusOnNavigation(close);
  return (
    <>
      <a className="skip-link" href="#page">
        {t('skip')}
      </a>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
        padding="md"
      >
        <AppShell.Header>
          <Group h="100%" px="md" justify="space-between" wrap="nowrap">
            <Group gap="sm" wrap="nowrap">
              <Burger
                opened={isOpen}
                onClick={toggle}
                hiddenFrom="sm"
                size="sm"
                aria-expanded={isOpen}
                aria-label={t(isOpen ? 'closeNavigation' : 'openNavigation')}
              />
              <Text component={Link} href="/" fw={700} size="lg" c="inherit" td="none">
                {t('product')}
              </Text>
            </Group>
            <Group gap={4} wrap="nowrap">
              <Controls />
              <SignOutButton />
            </Group>
          </Group>
        </AppShell.Header>
        {/* Out of sight is not out of the keyboard’s way. */}
        <AppShell.Navbar p="xs" {...(isNarrow && !isOpen && { display: 'none' })}>
          <Navigation />
        </AppShell.Navbar>
        <AppShell.Main id="page" ref={main} tabIndex={-1}>
          <LostBanner />
          {children}
        </AppShell.Main>
      </AppShell>
    </>
  );
}

/** A change of page moves the focus to it, so that keyboard and screen reader go on there, and closes the navigation. */
function useFocusOnNavigation(onNavigation: () => void) {
  const [location] = useLocation();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(location);
  useEffect(() => {
    if (shown.current === location) return;
    shown.current = location;
    onNavigation();
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [location, onNavigation]);
  return main;
}
