/** The conversions page. */
export const conversions = {
  title: 'Conversions',
  description: 'Documents on their way to becoming whiteboard pages',
} as const;
