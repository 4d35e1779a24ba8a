using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Identity;

/// <summary>Istiod makes it of the caller's own trust domain and of the ServiceEntry's namespace.</summary>
internal sealed class ServerOfOwnAccount : Rule
{
    public override string Id => "MF5003";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The identity of a gateway's endpoint is not made of a service account.";

    public override string Recommendation => "Remove serviceAccount from the endpoint and name the identities in subjectAltNames.";

    public override string Source => "pilot/pkg/serviceregistry/serviceentry/conversion.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (entry, server) in federation.Ways.Select(way => (way.Entry, way.Server.Name)).Distinct())
        {
            foreach (var endpoint in entry.Spec.Maps("endpoints"))
            {
                if (endpoint.Text("serviceAccount") is { Length: > 0 } account)
                {
                    report.At(
                        entry,
                        endpoint,
                        "serviceAccount",
                        $"'{account}' is taken for an account of this cluster in the namespace {entry.Namespace}, not of {server}.",
                        new Cause(entry));
                }
            }
        }
    }
}
