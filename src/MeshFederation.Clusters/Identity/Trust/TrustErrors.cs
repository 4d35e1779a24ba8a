using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Identity.Trust;

/// <summary>Why a mesh configuration is not patched. Nothing has been changed anywhere then, unless the message says so.</summary>
internal static class TrustErrors
{
    public static MeshException NoConfiguration(MeshCluster cluster, string name) => new(
        MeshErrorId.MeshConfigMissing,
        MeshErrorKind.ObjectNotFound,
        $"There is no ConfigMap {cluster.IstioNamespace}/{name} with the mesh configuration of the cluster '{cluster.Name}'.",
        "Read the cluster with the revision that its istiod has: Get-MeshCluster CONTEXT -Revision REVISION.",
        cluster);

    public static MeshException Unreadable(MeshCluster cluster, string name) => new(
        MeshErrorId.MeshConfigUnusable,
        MeshErrorKind.InvalidData,
        $"The mesh configuration in the ConfigMap {cluster.IstioNamespace}/{name} of the cluster '{cluster.Name}' is not YAML of one map.",
        "Repair the key 'mesh' of the ConfigMap; istiod cannot read it either.",
        cluster);

    public static MeshException Layout(MeshConfigState state, string field) => new(
        MeshErrorId.MeshConfigUnusable,
        MeshErrorKind.InvalidData,
        $"The {state.Source.Title} of the cluster '{state.Cluster.Name}' is laid out so that '{field}' cannot be changed without touching "
        + "the rest.",
        $"Write '{field}' of the mesh configuration as a block of its own, or change it by hand.",
        state.Cluster);

    public static MeshException SeveralRevisions(MeshCluster cluster, IEnumerable<string> revisions) => new(
        MeshErrorId.MeshConfigMissing,
        MeshErrorKind.InvalidArgument,
        $"The cluster '{cluster.Name}' has istiods of the revisions {string.Join(", ", revisions)}, each with a mesh configuration.",
        "Say which: Get-MeshCluster CONTEXT -Revision REVISION.",
        cluster);

    public static MeshException AliasNeeded(MeshConfigState state, IEnumerable<string> domains) => new(
        MeshErrorId.TrustAliasNeeded,
        MeshErrorKind.NotImplemented,
        $"Istio {state.Cluster.IstioVersion} of the cluster '{state.Cluster.Name}' can accept {string.Join(", ", domains)} as aliases of "
        + "its own trust domain only, and then policies that name its own principals let in theirs too.",
        "Look at its AuthorizationPolicies, and say -Alias where that is wanted; or update Istio to 1.18 or later.",
        state.Cluster);

    public static MeshException AliasNeededOf(MeshConfigState state, string spire) => new(
        MeshErrorId.TrustAliasNeeded,
        MeshErrorKind.NotImplemented,
        $"Proxies of the cluster '{state.Cluster.Name}' get certificates from {spire}, and ask it for roots of the mesh's own trust domain "
        + "and its aliases alone; with aliases, policies that name its own principals let in those of the others, too.",
        "Look at its AuthorizationPolicies, say -Alias where that is wanted, and let SPIRE federate with the others.",
        state.Cluster);

    public static MeshException OwnerChanged(MeshConfigState state, string field) => new(
        MeshErrorId.ObjectChanged,
        MeshErrorKind.WriteError,
        $"'{field}' of the {state.Source.Title} of the cluster '{state.Cluster.Name}' was changed after it had been read: what was added "
        + "would go, and what was taken out would come back. Nothing was changed there.",
        "Look at who changed it, wait until what installs Istio has rendered it, and run the command again.",
        state.Cluster);

    public static MeshException ConfigurationChanged(MeshConfigState state) => new(
        MeshErrorId.ObjectChanged,
        MeshErrorKind.WriteError,
        $"The mesh configuration in the ConfigMap {state.Source.Namespace}/{state.Source.ConfigMap} of the cluster "
        + $"'{state.Cluster.Name}' was changed after it had been read, and the {state.Source.Title} would undo it: what was added would "
        + "go, and what was taken out would come back. Nothing was changed there.",
        "Look at who changed it, and run the command again.",
        state.Cluster);

    public static MeshException OwnerNotRendered(MeshConfigState state, string field) => new(
        MeshErrorId.ObjectChanged,
        MeshErrorKind.WriteError,
        $"'{field}' of the {state.Source.Title} of the cluster '{state.Cluster.Name}' is not that of the mesh configuration that is made "
        + "of it: what was added would go, and what was taken out would come back. Nothing was changed there.",
        "Wait until what installs Istio has rendered it, and run the command again.",
        state.Cluster);

    public static MeshException InPart(MeshConfigState state, MeshException cause) => new(
        cause.ErrorId,
        cause.Kind,
        $"The {state.Source.Title} of the cluster '{state.Cluster.Name}' was changed, its ConfigMap was not: {cause.Message}",
        "Run the command again: " + cause.RecommendedAction,
        state.Cluster,
        cause);

    public static MeshException OwnerMissing(MeshConfigState state) => new(
        MeshErrorId.MeshConfigMissing,
        MeshErrorKind.ObjectNotFound,
        $"The mesh configuration of the cluster '{state.Cluster.Name}' is made of the {state.Source.Title}, and that is not there.",
        "Give the patch to what installs Istio there.",
        state.Cluster);

    public static MeshException Shared(MeshConfigState state, string field) => new(
        MeshErrorId.MeshConfigUnusable,
        MeshErrorKind.NotImplemented,
        $"'{field}' of the cluster '{state.Cluster.Name}' comes from its shared mesh configuration (SHARED_MESH_CONFIG), and would come "
        + $"back where the {state.Source.Title} names none.",
        $"Take the trust domain out of '{field}' in the shared ConfigMap.",
        state.Cluster);
}
