using MeshFederation.Routing.ControlPlane;

namespace MeshFederation.Analysis.Rules.Versions;

internal sealed class ControlPlaneCrashes : VersionRule
{
    public override string Id => "MF4020";

    public override string Title =>
        "No objects make istiod panic: from Istio 1.30 on, endpoints that are looked up by DNS get no priorities when they have several "
        + "localities.";

    public override string Recommendation =>
        "Delete the DestinationRule, or take failoverPriority out of it or of the mesh's localityLbSetting (failover between regions does "
        + "no "
        + "harm), or give the endpoints IP addresses and resolution STATIC, or all of them one locality. Deleting works while "
        + "istiod is down; its webhook keeps objects from being changed.";

    public override string Source =>
        "pilot/pkg/networking/core/cluster.go buildOutboundClusters; pilot/pkg/networking/core/loadbalancer/loadbalancer.go "
        + "applyFailoverPriorityPerLocality; istio issue 61857";

    public override bool EndangersControlPlane => true;

    public override IEnumerable<VersionFault> Find(FederationView federation) =>
        from cluster in federation.Mesh.Clusters
        from panic in FailoverPanics.Of(cluster)
        select new VersionFault(
            cluster.Facts,
            (report, message, cause) => report.AtPath(panic.Decider, panic.Field, message, cause),
            panic.Message,
            $"istiod of {cluster.Name} panics over '{panic.Service.Host}'",
            new(panic.Decider, panic.Service.Host));
}
