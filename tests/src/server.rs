//! A local HTTP server that records what it is sent, byte for byte, and answers by script, well or badly.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A server on a loopback port of its own, in a thread of its own, until it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    recorded: Arc<Mutex<Vec<Recorded>>>,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
}

/// A request as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Request line and headers with their line ends, without the empty line.
    pub head: Vec<u8>,
    /// The body, without the framing of chunks.
    pub body: Vec<u8>,
}

/// What the server does with one request.
#[derive(Debug, Clone)]
pub struct Script {
    pieces: Vec<(Duration, Vec<u8>)>,
    end: End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    KeepAlive,
    Close,
    Reset,
    Hang,
}

impl Script {
    /// A status, headers as lines, and a body with its `Content-Length`.
    pub fn answer(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut head = format!(
            "HTTP/1.1 {status} Status\r\ncontent-length: {}\r\n",
            body.len()
        );
        for (name, value) in headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        head.push_str("\r\n");
        Self::raw([head.as_bytes(), body].concat())
    }

    /// 200 with a JSON body.
    pub fn json(body: &str) -> Self {
        Self::answer(200, &[("content-type", "application/json")], body)
    }

    /// These bytes and nothing else.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            pieces: vec![(Duration::ZERO, bytes.into())],
            end: End::KeepAlive,
        }
    }

    /// More bytes, after a pause.
    #[must_use]
    pub fn then(mut self, pause: Duration, bytes: impl Into<Vec<u8>>) -> Self {
        self.pieces.push((pause, bytes.into()));
        self
    }

    /// Waits before it answers.
    #[must_use]
    pub fn after(mut self, pause: Duration) -> Self {
        if let Some(first) = self.pieces.first_mut() {
            first.0 = pause;
        }
        self
    }

    /// Closes the connection afterwards.
    #[must_use]
    pub fn close(mut self) -> Self {
        self.end = End::Close;
        self
    }

    /// Resets the connection afterwards.
    #[must_use]
    pub fn reset(mut self) -> Self {
        self.end = End::Reset;
        self
    }

    /// Leaves the connection open afterwards and says nothing more.
    #[must_use]
    pub fn hang(mut self) -> Self {
        self.end = End::Hang;
        self
    }
}

impl Recorded {
    /// `POST /path?query HTTP/1.1`.
    pub fn line(&self) -> String {
        self.lines().into_iter().next().unwrap_or_default()
    }

    /// The request target.
    pub fn target(&self) -> String {
        self.line().split(' ').nth(1).unwrap_or_default().to_owned()
    }

    /// The value of the first header of this name, in any case.
    pub fn header(&self, name: &str) -> Option<String> {
        self.lines().into_iter().skip(1).find_map(|line| {
            let (other, value) = line.split_once(": ")?;
            other.eq_ignore_ascii_case(name).then(|| value.to_owned())
        })
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Request line and headers; bytes above 0x7F as Latin-1.
    pub fn lines(&self) -> Vec<String> {
        let head: String = self.head.iter().map(|byte| char::from(*byte)).collect();
        head.split("\r\n").map(str::to_owned).collect()
    }
}

impl Server {
    /// Starts a server that asks `script` what to do with each request, numbered from 0.
    ///
    /// # Panics
    ///
    /// When no loopback port can be had.
    #[allow(clippy::expect_used, reason = "a test cannot go on without its server")]
    pub fn start(script: impl Fn(usize, &Recorded) -> Script + Send + Sync + 'static) -> Self {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a loopback port");
        let address = listener.local_addr().expect("an address");
        listener
            .set_nonblocking(true)
            .expect("a non-blocking listener");
        let recorded = Arc::new(Mutex::new(Vec::new()));
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let shared = Arc::new(Shared {
            recorded: Arc::clone(&recorded),
            script: Box::new(script),
        });
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async move {
                tokio::select! {
                    () = accept(listener, shared) => {}
                    _ = stopped => {}
                }
            });
        });
        Self {
            address,
            recorded,
            stop: Some(stop),
        }
    }

    /// Starts a server that answers with these in turn, the last one for ever.
    pub fn with(scripts: impl Into<Vec<Script>>) -> Self {
        let scripts = scripts.into();
        Self::start(move |index, _| {
            let script = scripts.get(index).or(scripts.last());
            script
                .cloned()
                .unwrap_or_else(|| Script::answer(404, &[], ""))
        })
    }

    /// `http://127.0.0.1:port`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// `127.0.0.1:port`.
    pub fn authority(&self) -> String {
        self.address.to_string()
    }

    /// The requests so far, in the order in which they were complete.
    pub fn recorded(&self) -> Vec<Recorded> {
        lock(&self.recorded).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
    }
}

/// Says what to do with a request.
type Decide = dyn Fn(usize, &Recorded) -> Script + Send + Sync;

struct Shared {
    recorded: Arc<Mutex<Vec<Recorded>>>,
    script: Box<Decide>,
}

fn lock(recorded: &Mutex<Vec<Recorded>>) -> std::sync::MutexGuard<'_, Vec<Recorded>> {
    recorded
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

async fn accept(listener: std::net::TcpListener, shared: Arc<Shared>) {
    let Ok(listener) = TcpListener::from_std(listener) else {
        return;
    };
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        // A connection that breaks off ends its task, nothing else.
        tokio::spawn(async move {
            let _ = serve(stream, &shared).await;
        });
    }
}

async fn serve(mut stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = Vec::new();
    while let Some(request) = read_request(&mut stream, &mut buffer).await? {
        let index = {
            let mut recorded = lock(&shared.recorded);
            recorded.push(request.clone());
            recorded.len() - 1
        };
        let script = (shared.script)(index, &request);
        for (pause, piece) in script.pieces {
            if !pause.is_zero() {
                tokio::time::sleep(pause).await;
            }
            stream.write_all(&piece).await?;
        }
        stream.flush().await?;
        match script.end {
            End::KeepAlive => {}
            End::Close => return stream.shutdown().await,
            End::Reset => return stream.set_zero_linger(),
            End::Hang => std::future::pending().await,
        }
    }
    Ok(())
}

/// Reads one request; `None` when the client has closed the connection.
async fn read_request(
    stream: &mut TcpStream,
    buffer: &mut Vec<u8>,
) -> std::io::Result<Option<Recorded>> {
    let Some(end) = read_until(stream, buffer, b"\r\n\r\n").await? else {
        return Ok(None);
    };
    let head: Vec<u8> = buffer.drain(..end + 4).take(end).collect();
    let mut request = Recorded {
        head,
        body: Vec::new(),
    };
    if request
        .header("transfer-encoding")
        .is_some_and(|value| value.contains("chunked"))
    {
        while let Some(size) = read_until(stream, buffer, b"\r\n").await? {
            let line: Vec<u8> = buffer.drain(..size + 2).take(size).collect();
            let size = usize::from_str_radix(&String::from_utf8_lossy(&line), 16).unwrap_or(0);
            let chunk = read_exactly(stream, buffer, size + 2).await?;
            request.body.extend(chunk.into_iter().take(size));
            if size == 0 {
                break;
            }
        }
    } else if let Some(length) = request.header("content-length") {
        request.body = read_exactly(stream, buffer, length.parse().unwrap_or(0)).await?;
    }
    Ok(Some(request))
}

async fn read_until(
    stream: &mut TcpStream,
    buffer: &mut Vec<u8>,
    mark: &[u8],
) -> std::io::Result<Option<usize>> {
    loop {
        if let Some(at) = buffer.windows(mark.len()).position(|window| window == mark) {
            return Ok(Some(at));
        }
        if stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    }
}

async fn read_exactly(
    stream: &mut TcpStream,
    buffer: &mut Vec<u8>,
    length: usize,
) -> std::io::Result<Vec<u8>> {
    while buffer.len() < length {
        if stream.read_buf(buffer).await? == 0 {
            break;
        }
    }
    Ok(buffer.drain(..length.min(buffer.len())).collect())
}
