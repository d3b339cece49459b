/** Where the functions and the database run. No IO. */
export const region = 'europe-west1';
