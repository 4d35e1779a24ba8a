using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Publishing;

/// <summary>The clusters that -Cluster or -Context mean.</summary>
internal static class ClusterSelection
{
    /// <summary>
    /// The clusters, each with a context of its own. No clusters are none, not that of the current context: it is meant where -Cluster is
    /// not given.
    /// </summary>
    public static IReadOnlyList<MeshCluster> Of(
        MeshCommand cmdlet,
        MeshCluster[]? clusters,
        string[]? contexts,
        string? kubeconfig,
        string istioNamespace,
        Action<MeshException> refuse)
    {
        LocationOfSession.Tell(cmdlet.SessionState);
        var chosen = clusters is null ? OfContexts(cmdlet, contexts ?? [], kubeconfig, istioNamespace, refuse) : clusters.Sound();
        PlanChecks.RequireOwnContexts(chosen);
        return chosen;
    }

    /// <summary>What a cluster is called in a federation, its history says; until then it is called as its context.</summary>
    private static MeshCluster[] OfContexts(
        MeshCommand cmdlet, string[] contexts, string? kubeconfig, string istioNamespace, Action<MeshException> refuse)
    {
        NameErrors.RequireLabel(istioNamespace, "namespace");
        var file = NamedKubeconfig.Of(cmdlet, kubeconfig);
        return
        [
            .. new ContextChoice(file).Choose(contexts, refuse, cmdlet.WriteWarning)
                .Select(context => new MeshCluster(context, context) { Kubeconfig = file, IstioNamespace = istioNamespace }),
        ];
    }
}
