export default {
  transform: {},
  testTimeout: 30_000,
  // jsdom's environment would choose the build for browsers.
  testEnvironmentOptions: { customExportConditions: ["node", "node-addons"] },
};
