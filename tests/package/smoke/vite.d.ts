declare module "sluice/language/worker?worker" {
  const LanguageWorker: new () => Worker;
  export default LanguageWorker;
}
