using System.Collections;
using System.Management.Automation;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes kubeconfig contexts from the file alone.</summary>
public sealed class ContextCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound)
    {
        var session = ServiceFiles.Session();
        LocationOfSession.Tell(session);
        return TryResolve(session, bound) is var (ok, kubeconfig) && ok && KubeconfigReader.TryReadContextNames(kubeconfig, out var names)
            ? names.Select(name => (name, "kubeconfig context " + name))
            : [];
    }

    private static (bool Ok, string? Kubeconfig) TryResolve(SessionState session, IDictionary bound)
    {
        try
        {
            return (true, bound.Contains("Kubeconfig")
                ? session.Path.GetUnresolvedProviderPathFromPSPath(ArgumentMap.Text(bound["Kubeconfig"]))
                : null);
        }
        catch (SessionStateException)
        {
            return (false, null);
        }
    }
}
