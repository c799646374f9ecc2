"""The one module of the app: DocTypes lie flat here, rules lie in one package per capability."""
