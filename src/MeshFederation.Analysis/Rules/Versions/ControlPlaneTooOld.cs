using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Versions;

internal sealed class ControlPlaneTooOld : Rule
{
    public override string Id => "MF4012";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The control plane is of a version whose behaviour is known.";

    public override string Recommendation => "Say the version of the cluster with New-MeshCluster -IstioVersion, or update Istio.";

    public override string Source => "istio releasenotes: what is older than 1.4 differs in ways that are not looked into";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var deployment in federation.Of(ReadKind.Deployment.Key).Where(ControlPlaneNames.Has))
        {
            foreach (var container in PodTemplates.Of(deployment.Content).Map("spec")?.Maps("containers") ?? [])
            {
                if (IstioImage.Tag(container.Text("image")) is not { } tag || !IstioVersion.IsTooOld(tag)) continue;
                var cluster = federation.In(deployment.Cluster).Cluster;
                var oldest = FormattableString.Invariant($"1.{IstioVersion.OldestMinor}");
                report.At(deployment, container, "image",
                    $"Istio {tag} is older than {oldest}, so the cluster is analysed as Istio {cluster.IstioVersion}.");
            }
        }
    }
}
