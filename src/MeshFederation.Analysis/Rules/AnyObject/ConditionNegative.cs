using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AnyObject;

internal sealed class ConditionNegative : Rule
{
    private static readonly string[] Bound = ["istio.io/WaypointBound"];
    private static readonly string[] Routed = ["Accepted", StatusConditions.Programmed, "ResolvedRefs"];

    private static readonly (string Kind, string[] Types)[] Conditions =
    [
        (IstioKind.Service, Bound),
        (IstioKind.ServiceEntry, Bound),
        (IstioKind.WorkloadEntry, Bound),
        (IstioKind.AuthorizationPolicy, ["ZtunnelAccepted", "WaypointAccepted"]),
        (IstioKind.ApiGateway, Routed),
        (ReadKind.HttpRoute.Key, Routed),
        (ReadKind.GrpcRoute.Key, Routed),
    ];

    public override string Id => "MF1008";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Istio says of an object in its status that it took it.";

    public override string Recommendation => "Read the reason in the object's status, and mend what it says.";

    public override string Source => "pkg/config/analysis/analyzers/conditions/conditions.go (IST0171)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (kind, types) in Conditions)
        {
            foreach (var manifest in federation.Of(kind))
            {
                if (manifest.Content.Map("status") is not { } status) continue;
                foreach (var condition in status.Maps("conditions")
                    .Concat(status.Maps("parents").SelectMany(parent => parent.Maps("conditions"))))
                {
                    Check(manifest, condition, types, report);
                }
            }
        }
    }

    private static void Check(MeshManifest manifest, UnstructuredMap condition, string[] types, Report report)
    {
        var (type, reason) = (condition.Text("type") ?? "", condition.Text("reason") ?? "");
        var isNegative = types.Contains(type, StringComparer.Ordinal) && StatusConditions.Fails(condition);
        if (isNegative || (type == "WaypointAccepted" && reason == "PartiallyInvalid"))
            report.At(manifest, condition, "type", $"{type} does not hold: {reason}. {condition.Text("message")}".TrimEnd());
    }
}
