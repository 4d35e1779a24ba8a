using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Faults;

/// <summary>Something that goes wrong with a request.</summary>
public abstract class Fault
{
    /// <summary>The connection is reset before the request is looked at.</summary>
    public static Fault Reset { get; } = new BreakFault(afterwards: false, kill: false);

    /// <summary>What was asked for is done, and the connection is reset instead of an answer.</summary>
    public static Fault LoseAnswer { get; } = new BreakFault(afterwards: true, kill: false);

    /// <summary>
    /// The server is killed before the request is looked at: this connection ends and all others, and new ones are refused.
    /// </summary>
    public static Fault Kill { get; } = new BreakFault(afterwards: false, kill: true);

    /// <summary>What was asked for is done, and the server is killed before it answers.</summary>
    public static Fault KillAfterwards { get; } = new BreakFault(afterwards: true, kill: true);

    /// <summary>No answer comes, for as long as the client waits, and nothing is done.</summary>
    public static Fault Hang { get; } = new HangFault(afterwards: false);

    /// <summary>What was asked for is done, and no answer comes for as long as the client waits.</summary>
    public static Fault HangAfterwards { get; } = new HangFault(afterwards: true);

    /// <summary>What was asked for is done, and the connection ends in the middle of the answer's body.</summary>
    public static Fault Truncate { get; } = new TruncateFault();

    /// <summary>
    /// What was asked for is done, and answered with an old version of the object, as by a server that has not caught up; so are lists.
    /// </summary>
    public static Fault OldVersion { get; } = new EditFault(static answer =>
    {
        foreach (var item in answer["items"] as JsonArray ?? []) MakeOld(item!);
        MakeOld(answer);

        static void MakeOld(JsonNode item)
        {
            if (item["metadata"]?["uid"] is not null) item["metadata"]!["resourceVersion"] = "1";
        }
    });

    /// <summary>A list comes without its objects, as from a server that has not caught up; anything else is answered as usual.</summary>
    public static Fault OldList { get; } = new EditFault(static answer =>
    {
        if (answer["items"] is not null) answer["items"] = new JsonArray();
    });

    /// <summary>The credentials are not known (any more).</summary>
    public static Fault Unauthorized { get; } = new AnswerFault(StatusBody.Failure(401, "Unauthorized", "Unauthorized"));

    /// <summary>The user may not do that.</summary>
    public static Fault Forbidden { get; } = new AnswerFault(StatusBody.Failure(403, "Forbidden", "forbidden: the test says so"));

    /// <summary>No RBAC rule grants it.</summary>
    public static Fault NoRight(string verb, string plural, string group = "", string ns = "") => new AnswerFault(StatusBody.Failure(
        403,
        "Forbidden",
        $"{plural}{(group.Length == 0 ? "" : "." + group)} is forbidden: User \"viewer\" cannot {verb} resource \"{plural}\" in API group "
        + $"\"{group}\" {(ns.Length == 0 ? "at the cluster scope" : $"in the namespace \"{ns}\"")}"));

    /// <summary>The server knows no such kind; its answer is no Status.</summary>
    public static Fault NoKind { get; } = new AnswerFault(ApiAnswer.OfText("404 page not found\n", 404));

    /// <summary>Somebody else owns a field.</summary>
    public static Fault Conflict { get; } = new AnswerFault(Statuses.FieldsConflict([new("\"somebody-else\"", ".spec")]).Answer);

    /// <summary>The object is not valid.</summary>
    public static Fault Invalid { get; } =
        new AnswerFault(Statuses.Invalid("", "Object", "test", [FieldProblem.Invalid("spec", "\"x\"", "the test says so")]).Answer);

    /// <summary>The server failed within.</summary>
    public static Fault InternalError { get; } =
        new AnswerFault(StatusBody.Failure(500, "InternalError", "Internal error occurred: the test says so"));

    /// <summary>The server is not there behind its load balancer, whose answer is no Status.</summary>
    public static Fault Unavailable { get; } =
        new AnswerFault(ApiAnswer.OfText("upstream connect error or disconnect/reset before headers\n", 503));

    /// <summary>There are too many requests.</summary>
    /// <param name="retryAfter">After how many seconds to come again; null when the server does not say.</param>
    public static Fault Busy(int? retryAfter = null)
    {
        var answer = StatusBody.Failure(429, "TooManyRequests", "too many requests, please try again later");
        return new AnswerFault(retryAfter is null ? answer : answer.With("Retry-After", $"{retryAfter}"));
    }

    /// <summary>The answer takes a while.</summary>
    public static Fault Slow(TimeSpan time) => new CallFault(async () => await Task.Delay(time));

    /// <summary>Something else happens first, as a stop or another writer; then the request is answered as usual.</summary>
    public static Fault Call(Action action) => new CallFault(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>Any other answer.</summary>
    public static Fault Answer(ApiAnswer answer) => new AnswerFault(answer);

    /// <summary>Goes wrong.</summary>
    internal abstract Task RunAsync(FaultedRequest request);
}
