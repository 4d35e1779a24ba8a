using System.Text.Json;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Truth.Tests;

/// <summary>Compares what a gateway does with a server name.</summary>
internal static class GatewayComparison
{
    /// <summary>On the way of a call.</summary>
    public static Verdict Of(TruthWorld world, JsonElement destination, JsonElement expected, IReadOnlyList<MeshHop> hops)
    {
        var (address, port) = (expected.Text("address"), expected.Number("port"));
        var what = FormattableString.Invariant($"gateway {expected.Text("cluster")}/{expected.Text("gateway")} at {address}:{port}");
        var hop = hops.FirstOrDefault(hop => hop.Step == TraceStep.Gateway && hop.Endpoint
            .Any(endpoint => endpoint.Address == address && endpoint.Port == port));
        if (hop is null)
        {
            var broken = hops.FirstOrDefault(hop => hop.Outcome == TraceOutcome.Broken);
            return broken is not null && (!IsServed(world, expected) || !IsMutual(destination, address, port)) ? Verdict.Agrees
                : Verdict.Wrong($"{what}: not gone through: {Said(hops)}");
        }

        var rest = DestinationComparison.Below(hops, hop).Prepend(hop).ToList();
        if (rest.Exists(next => next.Outcome == TraceOutcome.Unknown) && !rest.Exists(next => next.Step == TraceStep.FilterChain))
        {
            return Verdict.Unknown($"{what}: {Said(rest)}");
        }

        var served = rest.Find(next => next.Step == TraceStep.FilterChain && next.Outcome != TraceOutcome.Broken);
        var isBroken = rest.Exists(next => next.Outcome == TraceOutcome.Broken);
        if (!IsServed(world, expected))
        {
            return isBroken ? Verdict.Agrees
                : Verdict.Wrong($"{what}: {expected.Text("outcome")} expected, and it goes on: {Said(rest)}");
        }

        if (served is null) return Verdict.Wrong($"{what}: {expected.Text("matched")} expected, and it breaks: {Said(rest)}");
        var name = SubsetKey.Of(served.Port ?? 0, served.Subset ?? "", served.Host ?? "");
        if (name != expected.Text("matched")) return Verdict.Wrong($"{what}: {expected.Text("matched")} expected, and it is {name}");
        // That the pods are others than the caller demands is said of them before they are called, and no question to the gateway.
        if (rest.Exists(next => next.Step == TraceStep.Identity && next.Outcome == TraceOutcome.Broken)) return Verdict.Agrees;
        var endpoints = rest.Where(next => next.Step == TraceStep.Pods).SelectMany(next => next.Endpoint).ToList();
        return EndpointComparison.Of(what, expected.Items("endpoints"), endpoints, isByEndpoint: true, endpoints.Count == 0
            && rest[^1].Outcome == TraceOutcome.Unknown);
    }

    /// <summary>Asked at the gateway itself.</summary>
    public static Verdict Asked(TruthWorld world, JsonElement question)
    {
        var cluster = world.Mesh[question.Text("cluster")]!;
        var (port, sni, expected) = (question.Number("port"), question.Text("sni"), question.Of("expect"));
        var what = FormattableString.Invariant($"{question.Text("cluster")}/{question.Text("gateway")}:{port} {sni}");
        if (world.Workload(question.Text("cluster"), question.Text("gateway"), port) is not { } workload)
        {
            return Verdict.Wrong($"{what}: the gateway is not found");
        }

        var chain = PassthroughChains.Find(cluster, workload, sni);
        var isServed = expected.ValueKind == JsonValueKind.Object
            && !world.IsRefused(question.Text("cluster"), question.Text("gateway"), port);
        if (!isServed)
        {
            return chain.Outcome != ChainOutcome.Served ? Verdict.Agrees
                : Verdict.Wrong($"{what}: {question.Text("why")} expected, and it is served");
        }

        if (chain.Outcome != ChainOutcome.Served)
        {
            return Verdict.Wrong($"{what}: expected to be served, and it is {chain.Outcome}: {chain.Why}");
        }

        if (chain.Key!.ToString() != expected.Text("cluster"))
        {
            return Verdict.Wrong($"{what}: {expected.Text("cluster")} expected, and it is {chain.Key}");
        }

        var pods = GatewayPods.Of(cluster, workload, chain);
        return EndpointComparison.Of(what, expected.Items("endpoints"), pods.Called
            .Select(endpoint => new TraceEndpoint(cluster.Name, endpoint.Address, endpoint.Port)
            {
                MutualTls = true,
                Weight = endpoint.Weight,
            }), isByEndpoint: true, isUnknown: false);
    }

    /// <summary>A gateway's own answer is given for whatever TLS; it passes nothing but the mesh's on.</summary>
    private static bool IsMutual(JsonElement destination, string address, int port) =>
        destination.Items("endpoints")
            .Any(endpoint => endpoint.Text("address") == address && endpoint.Number("port") == port && endpoint.IsTrue("mtls"));

    private static bool IsServed(TruthWorld world, JsonElement expected) => expected.Text("outcome") == "routed"
        && !world.IsRefused(expected.Text("cluster"), expected.Text("gateway"), expected.Number("port"));

    private static string Said(IEnumerable<MeshHop> hops) => string.Join(" / ", hops.Select(hop => $"{hop.Step} {hop.Decision}"));
}
