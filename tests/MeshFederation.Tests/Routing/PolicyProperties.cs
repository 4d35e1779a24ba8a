using System.Text.RegularExpressions;
using CsCheck;
using MeshFederation.Analysis;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Routing;
using MeshFederation.Routing.CalledHosts;
using MeshFederation.Routing.VirtualServices;
using MeshFederation.Tests.Federations;
using MeshFederation.Tests.Schema;
using Newtonsoft.Json;

namespace MeshFederation.Tests.Routing;

/// <summary>Whatever splits and policies a service has, a request has of each what the declaration says.</summary>
public sealed class PolicyProperties
{
    [Fact]
    public void A_request_has_of_each_policy_and_of_the_splits_what_the_declaration_says() =>
        Gen.Select(PolicyGen.Services, PolicyGen.Requests.Array[6]).Sample(
            (service, requests) =>
            {
                if (Planned(service) is not { } plan) return;
                var mesh = new RoutingMesh(plan, [service], []);
                foreach (var request in requests) AssertRoute(service, mesh, request);
            },
            iter: 300);

    [Fact]
    public async Task Any_policies_are_objects_that_the_published_schema_and_all_rules_accept()
    {
        var schemas = await PublishedSchemas.ReadAsync();
        PolicyGen.Services.Sample(
            service =>
            {
                if (Planned(service) is not { } plan) return;
                foreach (var manifest in plan)
                    Assert.Empty(schemas.Violations(manifest.ApiVersion, manifest.Kind, JsonConvert.SerializeObject(manifest.Content)));
                var findings = FederationAnalysis.Run(new(plan, [service]))
                    .Where(finding => finding.Severity == FindingSeverity.Error || finding.Rule is "MF1322" or "MF1323");
                Assert.Empty(findings.Select(finding => $"{finding.Rule} {finding.Message}"));
            },
            iter: 100);
    }

    /// <summary>
    /// The objects; null where what was declared is refused, since matches cannot be said together, or an answer leaves a policy nothing.
    /// </summary>
    private static IReadOnlyList<MeshManifest>? Planned(MeshService service)
    {
        try
        {
            return FederationPlanner.Plan(Federation.Create("random", [service], AddressPool.Parse(AddressPool.DefaultRange)));
        }
        catch (MeshException refused) when (refused.ErrorId is MeshErrorId.PolicyMatchesOverlap or MeshErrorId.PolicyUnused)
        {
            return null;
        }
    }

    private static void AssertRoute(MeshService service, RoutingMesh mesh, (string Path, string Method, string? User) asked)
    {
        var client = service.ClientCluster[0];
        var isLocal = service.In(client.Name) is not null;
        var host = isLocal ? "cart.default.svc.cluster.local" : "cart.default.svc.west.global";
        var request = new MeshRequest
        {
            Authority = host,
            Port = 80,
            Path = asked.Path,
            Method = asked.Method,
            Headers = Headers(asked.User),
        };
        var caller = new MeshCaller("default", UnstructuredMap.Empty);
        var called = HostResolver.Resolve(mesh[client.Name]!, caller, host, 80);
        var choice = RouteChooser.Choose(mesh[client.Name]!, caller, called.Service!, called.Port!, request);
        var route = choice.Route ?? UnstructuredMap.Empty;
        bool Takes(MeshMatch? match) => SplitOracle.Meets(match, request);
        var split = service.TrafficSplit.FirstOrDefault(split => SplitOracle.Meets(split.Match, request));
        var reached = SplitOracle.Expect(service, (client.Name, isLocal ? "east" : "west"), split, dead: null);
        PolicyOracle.AssertHeld(service, Takes, route, SplitOracle.Only(reached));
        if (PolicyOracle.Held(service, "redirect", Takes) is not null) return;
        var expected = split?.Destination.Select(destination => $"{destination.Cluster} {destination.SubsetName}")
            ?? [isLocal ? "east " : "west "];
        var shares = choice.Outcome == RouteOutcome.CalledHost ? [$"{(isLocal ? "east" : "west")} "] : choice.Shares.Select(Place);
        Assert.Equal(expected, shares);
        if (PolicyOracle.Held(service, "rewrite", Takes) is MeshRewrite rewrite)
            Assert.Equal(Rewritten(rewrite, request), Replaced(choice, request));
        else Assert.False(route.ContainsKey("rewrite"));
    }

    private static string Place(RouteShare share) =>
        $"{(share.Host.Contains(".west.", StringComparison.Ordinal) ? "west" : "east")} {share.Subset}";

    /// <summary>The path by the declaration: the beginning for which the policy asks is replaced, or the whole path.</summary>
    private static string Rewritten(MeshRewrite policy, MeshRequest request) => ((MeshRouteScope)policy.Scope).Match?.Path switch
    {
        { Kind: StringMatchKind.Exact } => policy.Path!,
        { } prefix => policy.Path + request.Path[prefix.Value.Length..],
        null => policy.Path + request.Path[1..],
    };

    /// <summary>The path as a proxy replaces it, by the match of the route that was taken.</summary>
    private static string Replaced(RouteChoice choice, MeshRequest request)
    {
        var written = choice.Route!.Map("rewrite")!;
        if (written.Map("uriRegexRewrite") is { } part)
            return Regex.Replace(request.Path, part.Text("match")!, part.Text("rewrite")!, RegexOptions.NonBacktracking);
        var rewrite = written.Text("uri")!;
        var index = choice.Field.IndexOf(".match[", StringComparison.Ordinal);
        var match = index < 0 ? UnstructuredMap.Empty : choice.Route!.Maps("match").ElementAt(choice.Field[index + 7] - '0');
        if (match.Map("uri") is not { } uri) return rewrite + request.Path[1..];
        return uri.Text("prefix") is { } prefix ? rewrite + request.Path[prefix.Length..] : rewrite;
    }

    private static Dictionary<string, string> Headers(string? user) =>
        user is null ? new(StringComparer.OrdinalIgnoreCase) : new(StringComparer.OrdinalIgnoreCase) { ["end-user"] = user };
}
