using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Connections;

/// <summary>The errors of credential plugins.</summary>
internal static class PluginErrors
{
    public static MeshException Failed(PluginSettings settings, string cause, Exception? exception = null) => new(
        MeshErrorId.CredentialPluginFailed,
        MeshErrorKind.AuthenticationError,
        $"{settings.Place}: The credential plugin '{settings.Command}' gives no credentials: {cause.TrimEnd('.')}.",
        $"Sign in with the tool that the plugin belongs to, then try it alone: {string.Join(' ', [settings.Command, .. settings.Argument])}",
        settings.Command,
        exception);

    public static MeshException NotStarted(PluginSettings settings, Exception exception) => new(
        MeshErrorId.CredentialPluginFailed,
        MeshErrorKind.AuthenticationError,
        $"{settings.Place}: The credential plugin '{settings.Command}' cannot be started: {exception.Message.TrimEnd('.')}.",
        settings.InstallHint.Length > 0 ? settings.InstallHint.ReplaceLineEndings(" ").Trim() : $"Install '{settings.Command}', or mend the command in the kubeconfig.",
        settings.Command,
        exception);

    public static MeshException Timeout(PluginSettings settings, TimeSpan limit, string said) => new(
        MeshErrorId.CredentialPluginTimeout,
        MeshErrorKind.OperationTimeout,
        FormattableString.Invariant($"{settings.Place}: The credential plugin '{settings.Command}' did not end within {limit.TotalSeconds:0.##} s{said}."),
        $"It may wait for you to sign in: run it alone first: {string.Join(' ', [settings.Command, .. settings.Argument])}",
        settings.Command);
}
