using System.Net.Sockets;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Api;

/// <summary>When sending a request again is safe and may help.</summary>
internal static class Retry
{
    /// <summary>
    /// What of etcd's client and of webhooks stands in a 500 (etcd api/v3rpc/rpctypes, kubernetes apiserver pkg/admission/plugin/webhook).
    /// </summary>
    private static readonly string[] AwayTexts = ["etcdserver:", "failed calling webhook", "failed to call webhook"];

    /// <summary>
    /// A server that answers 429, or 5xx with Retry-After, has not begun with the request, whatever it is (client-go rest/with_retry.go);
    /// after any other 5xx it may have, so only what may be done twice is sent again.
    /// </summary>
    public static bool MayHelp(ApiRequest request, ApiAnswer answer) => answer.Status switch
    {
        429 => true,
        500 or 502 or 503 or 504 => answer.RetryAfter is not null || (request.Repeatable && !ApiErrors.IsLasting(answer)),
        _ => false,
    };

    /// <summary>
    /// A connection that broke may come about anew; one that is refused, or an answer that does not come in time, is said at once.
    /// </summary>
    public static bool MayHelp(ApiRequest request, Exception exception) =>
        request.Repeatable
        && exception is HttpRequestException { HttpRequestError: not HttpRequestError.SecureConnectionError } or IOException
        && Broke(exception);

    /// <summary>
    /// Whether an answer says that the server, its store, or a webhook that it must ask, is not there at the moment: all of them restart
    /// now and then. Any other 500 is the server's last word.
    /// </summary>
    public static bool IsAway(ApiAnswer answer) => IsAway(answer.Status, answer.ToStatus().Text("message") ?? "");

    /// <summary>The same of an error.</summary>
    public static bool IsAway(ApiException exception) => IsAway(exception.Status, exception.Detail);

    /// <summary>
    /// Whether a request of which no answer came may be sent again when the server is back: one that was never sent in any case, since no
    /// connection came about; any other only when it may be done twice.
    /// </summary>
    public static bool MayComeBack(ApiRequest request, Exception exception) => IsUnsent(exception) || (request.Repeatable
        && exception is OperationCanceledException or IOException
            or HttpRequestException { HttpRequestError: not HttpRequestError.SecureConnectionError });

    private static bool IsAway(int status, string message) => status switch
    {
        429 or 502 or 503 or 504 => true,
        500 => AwayTexts.Any(text => message.Contains(text, StringComparison.Ordinal)) && !StorageErrors.IsFull(message),
        _ => false,
    };

    /// <summary>Whether a request was never sent, since no connection came about.</summary>
    public static bool IsUnsent(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
    };

    private static bool Broke(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException
                {
                    SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted
                or SocketError.Shutdown
                })
            {
                return true;
            }
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded }
                or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded })
            {
                return true;
            }
        }

        return false;
    }
}
