using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

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
        var said = new HashSet<(MeshManifest, string)>();
        foreach (var way in federation.Ways)
        {
            if (way.Entry.Spec.Maps("endpoints").Any(SaysAccount) && said.Add((way.Entry, way.Server.Name)))
                Tell(way.Entry, way.Server.Name, report);
        }
    }

    private static void Tell(MeshManifest entry, string server, Report report)
    {
        foreach (var endpoint in entry.Spec.Maps("endpoints").Where(SaysAccount))
        {
            report.At(
                entry,
                endpoint,
                "serviceAccount",
                $"'{endpoint.Text("serviceAccount")}' is taken for an account of this cluster in the namespace {entry.Namespace}, not of "
                + $"{server}.",
                new Cause(entry));
        }
    }

    private static bool SaysAccount(UnstructuredMap endpoint) => endpoint.Text("serviceAccount") is { Length: > 0 };
}
