using MeshFederation.Clusters.Kubeconfig;

namespace MeshFederation.Clusters.Connections;

/// <summary>
/// What of a kubeconfig may stand in a header: no control characters but tabs, as Go's HTTP client has it (golang.org/x/net http/httpguts
/// ValidHeaderFieldValue); other letters than English ones may, and are sent in UTF-8.
/// </summary>
internal static class HeaderText
{
    /// <summary>A value without the blanks around it.</summary>
    /// <exception cref="Model.Errors.MeshException">It has characters that no header may have; they are not shown.</exception>
    public static string Require(KubeconfigEntry entry, string what, string value)
    {
        var text = value.Trim(' ', '\t');
        return text.Any(static letter => letter is (< ' ' and not '\t') or '\x7f')
            ? throw entry.Invalid($"{what} has characters that no header can have, as a line end")
            : text;
    }
}
