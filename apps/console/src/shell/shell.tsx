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

/** The frame of every page: header, navigation (behind a button on narrow screens) and banner. */
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
        {/* The collapsed navigation must not take the keyboard focus. */}
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

/** After a change of page, closes the navigation and focuses the page, so that keyboards and screen readers continue there. */
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
