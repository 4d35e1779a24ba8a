using System.Diagnostics.CodeAnalysis;
using MeshFederation.Clusters.Connections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Api;

/// <summary>
/// When one request is sent again: a few times in any case, and as long as the budget of the command lasts when the server, or what stands
/// before it, is not there at the moment.
/// </summary>
internal sealed class RetryPlan(ApiConnection connection, ApiRequest request, ApiTimes times, TimeBudget? budget)
{
    private int _attempt;

    /// <summary>The number of the try, from 1.</summary>
    public int Attempt => _attempt;

    /// <summary>Whether a try may have done what was asked for, though no answer says so.</summary>
    public bool IsOpen { get; private set; }

    public void Begin() => _attempt++;

    /// <summary>Whether the request is sent again after an answer, and when; notes what the answer leaves open.</summary>
    public bool GoesOn(ApiAnswer answer, out TimeSpan wait)
    {
        if (answer.Status < 500) budget?.NoteAnswer(connection.Server);
        IsOpen |= answer is { Status: >= 500, RetryAfter: null };
        wait = answer.RetryAfter ?? times.WaitAfter(_attempt);
        if (!Retry.MayHelp(request, answer)) return false;
        if (_attempt < times.Attempts && wait <= times.LongestWait) return true;
        return Retry.IsAway(answer) && IsWaitedFor(wait, FormattableString.Invariant($"it answers {answer.Status}"));
    }

    /// <summary>Whether the request is sent again after no answer came, and when; notes that it may have been done.</summary>
    public bool GoesOn(Exception exception, CancellationToken ct, out TimeSpan wait)
    {
        IsOpen |= !Retry.IsUnsent(exception);
        wait = times.WaitAfter(_attempt);
        if (_attempt < times.Attempts && Retry.MayHelp(request, exception)) return true;
        return TransportErrors.Explain(exception, ct) && Retry.MayComeBack(request, exception)
            && IsWaitedFor(wait, TransportErrors.Of(connection, request, exception).Message);
    }

    /// <summary>Whether what was asked for may be tried again after an error that leaves open whether it was done.</summary>
    public static bool MayComeBack(ApiConnection connection, TimeBudget? budget, MeshException exception) =>
        budget?.WaitsFor(connection.Server) == true && (exception.ErrorId is MeshErrorId.ClusterUnreachable or MeshErrorId.ClusterTimeout
            || (exception is ApiException { ErrorId: MeshErrorId.ServerFailed } failed && Retry.IsAway(failed)));

    [SuppressMessage("Style", "IDE0046", Justification = "A conditional would hide that the note is an effect.")]
    private bool IsWaitedFor(TimeSpan wait, string why)
    {
        if (budget is null || wait > budget.Left || !budget.WaitsFor(connection.Server)) return false;
        budget.NoteSilence(connection.Server, () => FormattableString.Invariant(
            $"The server of the context '{connection.Context}' is waited for, for up to {budget.Left.TotalSeconds:0} s (-Timeout): {why}"));
        return true;
    }
}
