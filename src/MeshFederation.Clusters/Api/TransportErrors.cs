using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using MeshFederation.Clusters.Connections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Api;

/// <summary>The errors of requests that were not answered.</summary>
internal static class TransportErrors
{
    /// <summary>Whether an exception is of the connection; a cancellation is not when the caller has stopped waiting.</summary>
    public static bool Explain(Exception exception, CancellationToken ct) =>
        exception is HttpRequestException or IOException || (exception is OperationCanceledException && !ct.IsCancellationRequested);

    public static MeshException Of(ApiConnection connection, ApiRequest request, Exception exception)
    {
        if (exception is UnansweredException unanswered) return Timeout(connection, request, unanswered);
        return TlsCause(exception) is { } cause ? Tls(connection, cause, exception) : Unreachable(connection, exception);
    }

    private static MeshException Timeout(ApiConnection connection, ApiRequest request, UnansweredException exception) => new(
        MeshErrorId.ClusterTimeout,
        MeshErrorKind.OperationTimeout,
        string.Create(CultureInfo.InvariantCulture, $"The cluster of the context '{connection.Context}' at {connection.Server} did not "
            + $"answer within {exception.Limit.TotalSeconds:0.##} s ({request.Verb} {request.Title})."),
        $"Check that {connection.Server.Host} can be reached from here (VPN, firewall, proxy) and that the server is well: kubectl "
        + $"--context {ShellWord.Of(connection.Context)} get --raw /readyz.",
        connection.Context,
        exception);

    private static MeshException Unreachable(ApiConnection connection, Exception exception) => new(
        MeshErrorId.ClusterUnreachable,
        MeshErrorKind.ConnectionError,
        $"The cluster of the context '{connection.Context}' cannot be reached at {connection.Server}: {Cause(exception)}",
        $"Check that the server runs and that its address in {connection.Source} is right (VPN, firewall, proxy): kubectl --context "
        + $"{ShellWord.Of(connection.Context)} version.",
        connection.Context,
        exception);

    private static MeshException Tls(ApiConnection connection, string cause, Exception exception) => new(
        MeshErrorId.TlsFailed,
        MeshErrorKind.ConnectionError,
        $"No trusted connection to the cluster of the context '{connection.Context}' at {connection.Server} comes about: {cause}",
        $"Check certificate-authority-data, tls-server-name and the client certificate of the context in {connection.Source}; fetch the "
        + "kubeconfig anew if the cluster's certificates were renewed.",
        connection.Context,
        exception);

    private static string? TlsCause(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException) return cause.Message;
        }

        return exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } ? Cause(exception) : null;
    }

    private static string Cause(Exception exception)
    {
        var cause = exception;
        while (cause.InnerException is { } inner && cause is not SocketException) cause = inner;
        return cause.Message.EndsWith('.') ? cause.Message : cause.Message + ".";
    }
}
