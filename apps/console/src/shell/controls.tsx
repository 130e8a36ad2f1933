import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { IconLanguage, IconSunMoon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, LANGUAGES, languageInUse } from '../i18n/i18n.ts';

const SCHEMES = ['light', 'dark', 'auto'] as const;

/** The menus for language and color scheme, in the header and on the sign-in page. */
export function Controls() {
  const { t } = useTranslation('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <ChoiceMenu
        label={t('language')}
        icon={<IconLanguage size={20} stroke={1.6} aria-hidden />}
        choices={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
        chosen={languageInUse().code}
        onChoose={(language) => void chooseLanguage(language)}
      />
      <ChoiceMenu
        label={t('colorScheme')}
        icon={<IconSunMoon size={20} stroke={1.6} aria-hidden />}
        choices={SCHEMES.map((scheme) => ({ value: scheme, label: t(`schemes.${scheme}`) }))}
        chosen={colorScheme}
        onChoose={setColorScheme}
      />
    </>
  );
}

function ChoiceMenu<Value extends string>({
  label,
  icon,
  choices,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}) {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} title={label}>
          {icon}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={chosen} onChange={(value) => onChoose(value as Value)}>
          {choices.map(({ value, label: name }) => (
            <Menu.RadioItem key={value} value={value} closeMenuOnClick>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
