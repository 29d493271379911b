from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names files by their content, and rewrites the relative imports of ES modules alike.

    Django finds an import only in a line that ends with a semicolon; a test looks for those.
    """

    support_js_module_import_aggregation = True
    max_post_process_passes = 20  # a chain of imports may need one for each of its modules
