using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Connections;

/// <summary>The errors of credential plugins.</summary>
internal static class PluginErrors
{
    public static MeshException Failed(PluginSettings settings, string cause, Exception? exception = null) => new(
        MeshErrorId.CredentialPluginFailed,
        MeshErrorKind.AuthenticationError,
        $"{settings.Place}: The credential plugin '{settings.Command}' gives no credentials: {cause.TrimEnd('.')}.",
        $"Sign in with the tool that the plugin belongs to, then try it alone: {Line(settings)}",
        settings.Command,
        exception);

    public static MeshException NotStarted(PluginSettings settings, Exception exception) => new(
        MeshErrorId.CredentialPluginFailed,
        MeshErrorKind.AuthenticationError,
        $"{settings.Place}: The credential plugin '{settings.Command}' cannot be started: {exception.Message.TrimEnd('.')}.",
        settings.InstallHint.Length > 0
            ? settings.InstallHint.ReplaceLineEndings(" ").Trim()
            : $"Install '{settings.Command}', or mend the command in the kubeconfig.",
        settings.Command,
        exception);

    public static MeshException Timeout(PluginSettings settings, TimeSpan limit, string said) => new(
        MeshErrorId.CredentialPluginTimeout,
        MeshErrorKind.OperationTimeout,
        FormattableString.Invariant(
            $"{settings.Place}: The credential plugin '{settings.Command}' did not end within {limit.TotalSeconds:0.##} s{said}."),
        $"It may wait for you to sign in: run it alone first: {Line(settings)}",
        settings.Command);

    /// <summary>
    /// The command without the values of its options, of which one may be a secret, as kubelogin's <c>--client-secret</c>.
    /// </summary>
    private static string Line(PluginSettings settings)
    {
        var words = new List<string> { settings.Command };
        var hidden = false;
        foreach (var argument in settings.Argument)
        {
            var option = argument.StartsWith('-');
            var value = option ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
            words.Add(value > 0 ? argument[..(value + 1)] + "…" : hidden && !option ? "…" : argument);
            hidden = option && value < 0;
        }

        return words.Contains("…") || words.Exists(word => word.EndsWith("=…", StringComparison.Ordinal))
            ? $"{string.Join(' ', words)} (the values are at {settings.Place})."
            : $"{string.Join(' ', words)}.";
    }
}
