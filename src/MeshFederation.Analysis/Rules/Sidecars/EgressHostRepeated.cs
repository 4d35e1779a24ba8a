using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Sidecars;

internal sealed class EgressHostRepeated : ObjectRule
{
    public override string Id => "MF1906";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "No egress host of a listener is in another of its hosts.";

    public override string Recommendation => "Remove the host that another covers.";

    public override string Source => "pkg/config/validation/validation.go ValidateSidecar";

    protected override string Kind => IstioKind.Sidecar;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var listener in manifest.Spec.Maps("egress"))
        {
            var seen = new List<(string Space, string Host)>();
            foreach (var (index, entry) in listener.Texts("hosts"))
            {
                if (ScopedHost.Read(entry) is not { Space.Length: > 0 } own || entry[0] == '~') continue;
                var (space, host) = (own.SpaceIn(manifest.Namespace)!, own.Host);
                if (seen.Exists(other => Covers(other, space, host))
                    || (host == "*" && seen.Exists(other => space == "*" || other.Space == space)))
                {
                    report.At(manifest, listener.List("hosts"), index, $"'{entry}' and a host before it cover each other.");
                }
                seen.Add((space, host));
            }
        }
    }

    private static bool Covers((string Space, string Host) other, string space, string host) =>
        (other.Space == space && (other.Host == host || other.Host == "*")) || other is ("*", "*");
}
