using System.Collections;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Policies of a service, which are calls of the cmdlets of their kinds; of the kinds come their keys.</summary>
internal static class PolicyKeys
{
    private const string Match = "match";
    private const string Destination = "destination";

    private static readonly Dictionary<string, SectionShape> Shapes =
        PolicyKinds.All.ToDictionary(kind => kind.Kind, ShapeOf, StringComparer.Ordinal);

    private static readonly SectionShape Item = new(
        "policy",
        PolicyKinds.All.OrderBy(kind => kind.Kind, StringComparer.Ordinal)
            .Select(kind => Key(kind.Kind, Shapes[kind.Kind], $"What {kind.Cmdlet} sets.")).ToValueList<DeclarationKey>());

    /// <summary>The key of all policies.</summary>
    public static readonly DeclarationKey<MeshService> All = new(
        "policy",
        new ListShape(Item),
        "What is wanted of its requests and connections beside where they go: each item is one policy.",
        service => service.Policy.Count == 0 ? null : UnstructuredList.From(Write(service.Policy)),
        (service, value, context) => ListShape.Items(value, context.Path).Aggregate(
            service, (changed, entry) => Read(changed, (UnstructuredMap)entry.Item!, context with { Path = entry.Path })))
    {
        Parameter = null,
        Call = item => new(PolicyKinds.Of(item.EntryAt(0).Key).Cmdlet, item.Map(item.EntryAt(0).Key)!, Shapes[item.EntryAt(0).Key]),
    };

    private static SectionShape ShapeOf(PolicyKind kind)
    {
        var keys = kind.Parameters.Select(name => Key(Camel(name), new PolicyValueShape(), $"As -{name} of {kind.Cmdlet}.")).ToList();
        if (kind.Scopes.HasFlag(PolicyScopes.Routes))
        {
            keys.Add(Key(
                Match, new ListShape(MatchKeys.Section.Shape),
                "Which requests; several are alternatives. Without it, all that no other of its kind takes."));
        }

        if (IsOfDestinations(kind))
        {
            keys.Add(Key(
                Destination, new ListShape(new TextShape("cluster2/v3")), "The destinations for which it holds; all without it."));
        }

        return new("policy." + kind.Kind, keys.ToValueList<DeclarationKey>());
    }

    /// <summary>Policies that say the same for several requests or destinations are one item.</summary>
    private static IEnumerable<UnstructuredMap> Write(ValueList<MeshPolicy> policies)
    {
        foreach (var same in policies.GroupBy(policy => (
            policy.Scope.IsAll, policy.Scope is MeshDestinationScope, Value: policy with { Scope = MeshRouteScope.All })))
        {
            var kind = PolicyKinds.Of(same.Key.Value);
            var entries = kind.ToArguments(same.Key.Value)
                .Select(argument => (Camel(argument.Key), (object?)Plain(argument.Value))).ToList();
            var scopes = same.Select(policy => policy.Scope).Where(scope => !scope.IsAll).ToList();
            var matches = scopes.OfType<MeshRouteScope>().Select(scope => MatchKeys.Section.Write(scope.Match!)).ToList();
            if (matches.Count > 0) entries.Add((Match, UnstructuredList.From(matches)));
            var places = scopes.OfType<MeshDestinationScope>()
                .Select(scope => PlaceTexts.Of(new(scope.Cluster ?? "", scope.Subset))).ToList();
            if (places.Count > 0) entries.Add((Destination, UnstructuredList.From(places)));
            yield return UnstructuredMap.Of((kind.Kind, UnstructuredMap.Of([.. entries])));
        }
    }

    private static MeshService Read(MeshService service, UnstructuredMap item, ReadContext context)
    {
        if (item.Count != 1) throw new DeclarationException(Several(item), context.Path);
        var (name, value) = item.EntryAt(0);
        var (kind, here, map) = (PolicyKinds.Of(name), context.Under(name), (UnstructuredMap)value!);
        return here.Guard(() => Scopes(kind, map, here)
            .Aggregate(service, (changed, scope) => With(changed, kind.FromArguments(Arguments(kind, map), scope))));
    }

    /// <summary>Of two items of a file neither is the later call, so nothing tells which is meant.</summary>
    private static MeshService With(MeshService service, MeshPolicy policy)
    {
        var other = service.Policy.FirstOrDefault(other => other.Kind == policy.Kind && other.Scope.Equals(policy.Scope));
        return other is null || other.Equals(policy)
            ? service.WithPolicy(policy)
            : throw PolicyErrors.Conflict(service, other, policy);
    }

    private static IReadOnlyList<MeshPolicyScope> Scopes(PolicyKind kind, UnstructuredMap map, ReadContext context)
    {
        var matches = !map.TryGetValue(Match, out var given) ? []
            : context.Under(Match).Each(given, MatchKeys.Read).SelectMany(match => match.ForEachPlace()).Distinct().ToList();
        var places = IsOfDestinations(kind) && map.TryGetValue(Destination, out var named)
            ? PlaceTexts.Read(named!, context.Under(Destination))
            : [];
        if (matches.Count > 0 && places.Count > 0)
            throw PolicyErrors.Invalid(kind.Kind, "it has match and destination, and Istio has one for either", kind.Form);
        if (matches.Count > 0) return [.. matches.Select(match => new MeshRouteScope(match))];
        if (places.Count > 0) return [.. places.Select(place => new MeshDestinationScope(place.Cluster, place.Subset))];
        return [kind.Scopes.HasFlag(PolicyScopes.Routes) ? MeshRouteScope.All : MeshDestinationScope.All];
    }

    private static Dictionary<string, object?> Arguments(PolicyKind kind, UnstructuredMap map) =>
        kind.Parameters.Where(name => map.ContainsKey(Camel(name)))
            .ToDictionary(name => name, name => map[Camel(name)], StringComparer.Ordinal);

    /// <summary>A kind whose own parameter is called so, as a mirror's, says by it where it leads.</summary>
    private static bool IsOfDestinations(PolicyKind kind) => kind.Scopes.HasFlag(PolicyScopes.Destinations)
        && !kind.Parameters.Contains("Destination", StringComparer.Ordinal);

    private static object Plain(object value) => value switch
    {
        string or bool or long or double => value,
        int number => (long)number,
        IDictionary map => UnstructuredMap.Read(
            map.Keys.Cast<string>(), map.Keys.Cast<string>().Select(object? (key) => Plain(map[key]!))),
        IEnumerable many => UnstructuredList.From(many.Cast<object>().Select(Plain)),
        _ => throw new ArgumentException($"A {value.GetType()} cannot be in a declaration.", nameof(value)),
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static DeclarationKey<UnstructuredMap> Key(string name, ValueShape shape, string summary) =>
        new(
            name, shape, summary, map => map.GetValueOrDefault(name), (map, value, _) => map.With(name, value));

    private static MeshException Several(UnstructuredMap item) => new(
        MeshErrorId.DeclarationInvalid,
        MeshErrorKind.InvalidData,
        item.Count == 0 ? "An item of 'policy' is empty." : $"An item of 'policy' has several policies: {string.Join(", ", item.Keys)}.",
        "Give each an item of its own: - timeout: {timeout: 5s}.",
        item);
}
