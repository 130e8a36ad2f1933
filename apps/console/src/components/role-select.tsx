import { ROLES, type Role } from '@boardgate/token/role';
import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/**
 * Selects a role; each is shown with its permissions.
 *
 * @example
 * <RoleSelect value={role} onChange={setRole} />
 */
export function RoleSelect({
  value,
  onChange,
}: {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
}) {
  const { t } = useTranslation();
  return (
    <Radio.Group label={t('select.role')} value={value} onChange={(role) => onChange(role as Role)}>
      <Stack gap={6} mt={4}>
        {ROLES.map((role) => (
          <Radio
            key={role}
            value={role}
            label={t(`roles.${role}`)}
            description={t(`roleDescriptions.${role}`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
