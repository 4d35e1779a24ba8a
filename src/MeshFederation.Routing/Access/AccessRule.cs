using MeshFederation.Istio.Expressions;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Access;

/// <summary>
/// A rule of an AuthorizationPolicy: some source, some operation and all conditions must hold (istio
/// pilot/pkg/security/authz/model/model.go). Of a connection that is no HTTP, a rule that allows and asks for what requests alone have
/// holds never; one that denies ignores what it asks for so.
/// </summary>
internal sealed class AccessRule
{
    private const string Header = ConditionKey.Headers + "[";
    private const string AnyOther = "other.invalid";
    private static readonly string[] OfRequests = ["hosts", "methods", "paths", "requestPrincipals"];

    private readonly UnstructuredMap _rule;
    private readonly MeshCluster _server;
    private readonly string _namespace;
    private readonly bool _denies;

    public AccessRule(UnstructuredMap rule, MeshCluster server, string @namespace, bool denies) =>
        (_rule, _server, _namespace, _denies) = (rule, server, @namespace, denies);

    /// <summary>Whether the rule holds for a request; null when that depends on what is not known.</summary>
    public bool? Holds(AccessRequest request)
    {
        if (!request.IsHttp && !_denies && AsksForRequests()) return false;
        var sources = _rule.Maps("from").Select(from => Source(from.Map("source") ?? UnstructuredMap.Empty, request)).ToList();
        var operations = _rule.Maps("to").Select(to => Operation(to.Map("operation") ?? UnstructuredMap.Empty, request)).ToList();
        return Trilean.All(
        [
            sources.Count == 0 ? true : Trilean.Any(sources),
            operations.Count == 0 ? true : Trilean.Any(operations),
            .. _rule.Maps("when").Select(condition => Condition(condition, request)),
        ]);
    }

    /// <summary>
    /// Whether it holds for a request by a source or condition that names the trust domain of the caller, so that who wrote it means
    /// callers of that.
    /// </summary>
    public bool MeansDomain(AccessRequest request) =>
        Holds(request) is true
        && (_rule.Maps("from").Select(from => from.Map("source")).OfType<UnstructuredMap>().Any(source =>
                Source(source, request) is true
                && (Names(source.List("trustDomains"), request.Source) || Names(source.List("principals"), request.Source)))
            || _rule.Maps("when").Any(condition => condition.Text("key") is ConditionKey.TrustDomain or ConditionKey.Principal
                && Names(condition.List("values"), request.Source)));

    private static bool Names(UnstructuredList texts, AccessSource source) => texts.OfType<string>().Any(text =>
        text == source.TrustDomain
        || (text.StartsWith(source.TrustDomain + "/", StringComparison.Ordinal) && AccessText.MeetsIdentity(source, text) is true));

    private bool AsksForRequests() =>
        _rule.Maps("from")
            .Select(from => from.Map("source"))
            .Concat(_rule.Maps("to").Select(to => to.Map("operation"))).OfType<UnstructuredMap>()
            .Any(part => Array.Exists(OfRequests, field => part.List(field).Count > 0 || part.List(Not(field)).Count > 0))
        || _rule.Maps("when").Any(condition =>
            condition.Text("key")?.StartsWith(ConditionKey.OfRequests, StringComparison.Ordinal) is true);

    private bool? Source(UnstructuredMap source, AccessRequest request) => Trilean.All(
    [
        Field(source, "principals", pattern => Identity(pattern, request.Source)),
        Field(source, "namespaces", pattern => Namespace(pattern, request.Source)),
        Field(source, "serviceAccounts", account => Account(account, request.Source)),
        Field(source, "trustDomains", domain => Domain(domain, request.Source)),
        Field(source, "ipBlocks", static _ => null),
        Field(source, "remoteIpBlocks", static _ => null),
        OfHttp(source, "requestPrincipals", _ => OfToken(request), request),
    ]);

    private static bool? Operation(UnstructuredMap operation, AccessRequest request) => Trilean.All(
    [
        OfHttp(operation, "hosts", pattern => AccessText.Meets(request.Host, pattern, ignoreCase: true), request),
        OfHttp(operation, "methods", pattern => AccessText.Meets(request.Method, pattern), request),
        OfHttp(
            operation,
            "paths",
            pattern => pattern.Contains('{', StringComparison.Ordinal) ? null : AccessText.Meets(request.Path, pattern),
            request),
        Field(
            operation,
            "ports",
            pattern => AccessText.Meets(request.Port?.ToString(System.Globalization.CultureInfo.InvariantCulture), pattern)),
    ]);

    private bool? Condition(UnstructuredMap condition, AccessRequest request)
    {
        var key = condition.Text("key") ?? "";
        if (!request.IsHttp && key.StartsWith(ConditionKey.OfRequests, StringComparison.Ordinal)) return true;
        return Values(condition.List("values"), condition.List("notValues"), value => Value(key, value, request));
    }

    private bool? Value(string key, string value, AccessRequest request)
    {
        if (key.StartsWith(Header, StringComparison.Ordinal))
        {
            return request.Headers is { } headers
                ? headers.TryGetValue(key[Header.Length..].TrimEnd(']'), out var header) && AccessText.Meets(header, value) is true
                : null;
        }
        if (key.StartsWith(ConditionKey.OfTokens, StringComparison.Ordinal)) return OfToken(request);
        return key switch
        {
            ConditionKey.Principal => Identity(value, request.Source),
            ConditionKey.Namespace => Namespace(value, request.Source),
            ConditionKey.ServiceAccount => Account(value, request.Source),
            ConditionKey.TrustDomain => Domain(value, request.Source),
            ConditionKey.Port => AccessText.Meets(request.Port?.ToString(System.Globalization.CultureInfo.InvariantCulture), value),
            _ => null,
        };
    }

    /// <summary>
    /// A whole principal of the serving cluster's own trust domain, or of cluster.local, stands for the same one of every alias too; one
    /// of other parts than five is left as it is, as <c>cluster1/*</c> (istio pilot/pkg/security/trustdomain/bundle.go
    /// ReplaceTrustDomainAliases, isTrustDomainBeingEnforced).
    /// </summary>
    private bool? Identity(string pattern, AccessSource source)
    {
        if (IsDomainUnknown) return Whichever(pattern, source, static (rule, text, caller) => rule.Identity(text, caller));
        var own = OwnDomains();
        var parts = pattern.Split('/');
        var domain = parts[0];
        if (parts.Length != 5
            || domain == "*"
            || !(domain == MeshCluster.UsualDomain || own.Any(known => AccessText.Meets(known, domain) is true)))
        {
            return AccessText.MeetsIdentity(source, pattern);
        }
        return Trilean.Any(own.Select(known => AccessText.MeetsIdentity(
            source, domain.StartsWith('*') && AccessText.Meets(known, domain) is true ? pattern : known + pattern[domain.Length..])));
    }

    /// <summary>Whether nothing says which trust domain the pods are of.</summary>
    private bool IsDomainUnknown => _server.TrustDomain.Length == 0;

    /// <summary>
    /// What holds whichever trust domain the pods are of: the usual one, that of the policy, that of the caller, or another; null where it
    /// hangs on that.
    /// </summary>
    private bool? Whichever(string pattern, AccessSource source, Func<AccessRule, string, AccessSource, bool?> meets)
    {
        string[] domains = [MeshCluster.UsualDomain, AnyOther, pattern.Split('/')[0].Trim('*'), source.TrustDomain ?? ""];
        var answers = domains.Where(domain => domain.Length > 0)
            .Select(domain => meets(
                new(_rule, _server with { TrustDomain = domain }, _namespace, _denies),
                pattern,
                source.IsOwn ? source with { TrustDomain = domain, IsOwn = false } : source))
            .Distinct().ToList();
        return answers is [var same] ? same : null;
    }

    private IReadOnlyList<string> OwnDomains() => TrustDomains.Own(_server);

    private bool? Domain(string pattern, AccessSource source)
    {
        if (IsDomainUnknown) return Whichever(pattern, source, static (rule, text, caller) => rule.Domain(text, caller));
        var own = OwnDomains();
        return Known(source, own.Contains(pattern, StringComparer.Ordinal)
            ? Trilean.Any(own.Select(domain => AccessText.Meets(source.TrustDomain, domain)))
            : AccessText.Meets(source.TrustDomain, pattern));
    }

    private bool? Account(string account, AccessSource source)
    {
        var (space, name) = AccessText.Account(account, _namespace);
        return Known(source, space == source.Namespace ? source.ServiceAccount is null ? null : source.ServiceAccount == name : false);
    }

    /// <summary>
    /// A namespace is part of an expression over the whole identity, in which each asterisk stands for anything, slashes too (istio
    /// pilot/pkg/security/authz/model/generator.go srcNamespaceGenerator).
    /// </summary>
    private static bool? Namespace(string pattern, AccessSource source)
    {
        if (!pattern.Contains('*', StringComparison.Ordinal)) return Known(source, pattern == source.Namespace);
        var identity = $"{SpiffeIdentity.OfNamespace(source.TrustDomain ?? "any", source.Namespace)}{source.ServiceAccount ?? "any"}";
        return Known(source, Re2.IsWhole($".*/ns/{pattern.Replace("*", ".*", StringComparison.Ordinal)}/.*", identity));
    }

    /// <summary>What holds of an identity, where there is one.</summary>
    private static bool? Known(AccessSource source, bool? holds) =>
        source.IsMutual is true ? holds : source.IsMutual is false || holds is false ? false : null;

    /// <summary>What a token says is not known here; where there is none, nothing is said.</summary>
    private static bool? OfToken(AccessRequest request) => request.IsWithoutToken ? false : null;

    private static bool? OfHttp(UnstructuredMap part, string field, Func<string, bool?> meets, AccessRequest request) =>
        request.IsHttp ? Field(part, field, meets) : true;

    private static bool? Field(UnstructuredMap part, string field, Func<string, bool?> meets) =>
        Values(part.List(field), part.List(Not(field)), meets);

    private static bool? Values(UnstructuredList wanted, UnstructuredList unwanted, Func<string, bool?> meets) => Trilean.All(
    [
        wanted.Count == 0 ? true : Trilean.Any(wanted.OfType<string>().Select(meets)),
        unwanted.Count == 0 ? true : Trilean.Not(Trilean.Any(unwanted.OfType<string>().Select(meets))),
    ]);

    private static string Not(string field) => "not" + char.ToUpperInvariant(field[0]) + field[1..];
}
