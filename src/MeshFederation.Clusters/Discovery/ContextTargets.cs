using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;

namespace MeshFederation.Clusters.Discovery;

/// <summary>What clusters are called: as their contexts, or as the caller says.</summary>
public static class ContextTargets
{
    /// <summary>The cluster of a context.</summary>
    /// <param name="context">The context.</param>
    /// <param name="name">What the caller says the cluster is called, or null for the context's name.</param>
    /// <returns>The cluster to read.</returns>
    /// <exception cref="MeshException">It cannot be called that.</exception>
    public static DiscoveryTarget Of(string context, string? name)
    {
        if (name is not null) return new(context, NameErrors.RequireLabel(name, "cluster", MeshErrorId.ClusterNameInvalid));
        if (DnsName.IsLabel(context)) return new(context, context);
        throw new MeshException(
            MeshErrorId.ClusterNameInvalid,
            MeshErrorKind.InvalidArgument,
            $"The cluster of the context '{context}' cannot be called that: its name becomes part of host names, and this is not a DNS "
            + "label.",
            $"Say what it is called: -Name @{{ '{context}' = '{Suggestion(context)}' }}.",
            context);
    }

    /// <summary>The last part of the name: what GKE, EKS and others put in front tells project and region.</summary>
    private static string Suggestion(string context)
    {
        var last = context.Split(['/', '_', '@', ':'], StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        var label =
            new string([.. last.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-')]).Trim('-');
        return DnsName.IsLabel(label) ? label : "cluster1";
    }
}
