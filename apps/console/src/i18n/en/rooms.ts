/** The rooms page. */
export const rooms = {
  title: 'Rooms',
  description: 'Find, create and ban rooms, and let people in',
} as const;
