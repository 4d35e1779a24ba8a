using System.Globalization;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Export;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Clusters.Plans;

/// <summary>
/// Turns a plan into maps and lists; <see cref="PlanReader"/> is its other half. Plans are passed on, so nothing in them tells where
/// things lie on this machine.
/// </summary>
internal static class PlanWriter
{
    public static UnstructuredMap Write(MeshPlan plan)
    {
        var folders = plan.Cluster.Select(cluster => cluster.Kubeconfig).Concat(SessionKubeconfig.Path)
            .Select(path => Path.GetDirectoryName(path) ?? "").Append("").Distinct(StringComparer.Ordinal).ToList();
        return Write(plan, text => folders.Aggregate(text, LocalPaths.Hide));
    }

    private static UnstructuredMap Write(MeshPlan plan, Func<string, string> told) => UnstructuredMap.Of(
    [
        ("name", plan.Name),
        ("created", plan.Created.ToString("O", CultureInfo.InvariantCulture)),
        ("summary", plan.Summary),
        ("prune", plan.Prune),
        ("force", plan.Force),
        ("unwanted", (long)plan.Unwanted),
        ("clusters", UnstructuredList.From(plan.Cluster.Select(cluster => PlannedKubeconfig.Hide(Cluster(cluster))))),
        ("stages", plan.Stage.Count == 0 ? null : UnstructuredList.From(plan.Stage.Select(Stage))),
        ("unread", UnstructuredList.From(plan.Unread.Select(unread => Unread(unread, told)))),
        ("changes", UnstructuredList.From(plan.Changes.Select(change => Change(change, told)))),
        .. PlanJudgement.Write(plan, told),
        ("declaration", plan.Declaration),
        ("declarationIsPart", plan.DeclarationIsPart ? true : null),
    ]);

    /// <summary>A cluster with all that was said of it, the path of its kubeconfig too.</summary>
    public static UnstructuredMap Cluster(MeshCluster cluster) => UnstructuredMap.Of(
        ("name", cluster.Name),
        ("context", cluster.Context),
        ("kubeconfig", cluster.Kubeconfig),
        ("istioVersion", cluster.IstioVersion.ToString()),
        ("trustDomain", cluster.TrustDomain),
        ("clusterDomain", cluster.ClusterDomain),
        ("network", cluster.Network),
        ("istioNamespace", cluster.IstioNamespace),
        ("routingMode", cluster.RoutingMode.ToString()),
        ("meshConfig", MeshSettings.Write(cluster.MeshConfig)),
        ("gateway", Gateway(cluster.Gateway)),
        ("tunnelGateway", cluster.TunnelGateway is { } tunnels ? Gateway(tunnels) : null));

    private static UnstructuredMap Gateway(MeshGateway gateway) => UnstructuredMap.Of(
        ("address", UnstructuredList.From(gateway.Address)),
        ("port", (long)gateway.Port),
        ("targetPort", gateway.TargetPort == MeshGateway.UsualPort ? null : (long)gateway.TargetPort),
        ("namespace", gateway.Namespace),
        ("selector", UnstructuredMap.Of(gateway.Selector)));

    private static UnstructuredMap Unread(UnreadCluster unread, Func<string, string> told) =>
        UnstructuredMap.Of(("cluster", unread.Cluster), ("errorId", unread.ErrorId), ("message", told(unread.Message)));

    private static UnstructuredMap Change(MeshChange change, Func<string, string> told) => UnstructuredMap.Of(
        ("cluster", change.Cluster),
        ("action", change.Action.ToString()),
        ("apiVersion", change.ApiVersion),
        ("kind", change.Kind),
        ("namespace", change.Namespace),
        ("name", change.Name),
        ("step", StepOf(change).ToString()),
        ("stages", change.Stage.Count == 0 ? null : UnstructuredList.From(change.Stage.Select(stage => stage.ToString()))),
        ("message", change.Message.Length == 0 ? null : told(change.Message)),
        ("difference", change.Difference.Count == 0 ? null : UnstructuredList.From(change.Difference.Select(Difference))),
        ("otherOwners", change.OtherOwners.Count == 0 ? null : UnstructuredList.From(change.OtherOwners.Select(Owner))),
        ("adopts", change.Adopts ? true : null),
        ("onlyFields", change.OnlyFields ? true : null),
        ("fingerprint", change.Fingerprint),
        ("wanted", change.Wanted));

    private static UnstructuredMap Stage(PlannedStage stage) =>
        UnstructuredMap.Of(("stage", stage.Stage.ToString()), ("writes", (long)stage.Writes), ("waits", (long)stage.Waits));

    private static UnstructuredMap Difference(FieldDifference difference) =>
        UnstructuredMap.Of(("path", difference.Path), ("before", difference.Before), ("after", difference.After));

    private static UnstructuredMap Owner(FieldOwner owner) => UnstructuredMap.Of(("path", owner.Path), ("manager", owner.Manager));

    /// <summary>A change that a script made need not say its step; it is that of its kind.</summary>
    private static PublishingStep StepOf(MeshChange change) => change.Step == default ? ObjectKinds.Of(change).Steps[0].Step : change.Step;
}
